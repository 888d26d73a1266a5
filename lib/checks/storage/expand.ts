/** Preview of what KubeSpawner 7.0.0 makes of a template for one server of one user: names of claims, folders, pods. */
import { type Formatted, format } from './format';
import { escapedSlug, safeSlug, safeUserServer } from './slug';

export const SLUG_SCHEMES = ['safe', 'escape'] as const;
export type SlugScheme = (typeof SLUG_SCHEMES)[number];

export interface Server {
  readonly user: string;
  /** Empty for the default server. */
  readonly server: string;
}

/** Fields whose value depends on the hub: `namespace`, `hubnamespace`, `pvc_name`, `pod_name`. */
export type HubFields = Readonly<Record<string, string>>;

/** The text, or why nobody can tell it without a running hub. */
export function expand(
  template: string,
  scheme: SlugScheme,
  { user, server }: Server,
  hub: HubFields = {},
): Formatted {
  if (/\p{Surrogate}/u.test(user + server)) return { problem: 'the name is no valid Unicode' };
  const fields = fieldsOf(user, server);
  const expanded = format(template, (field) => {
    if (field === 'userid') return { problem: '{userid} is known in the running hub only' };
    const key = ['username', 'servername', 'user_server'].includes(field) ? `${scheme}:${field}` : field;
    const text = fields[key]?.() ?? (Object.hasOwn(hub, field) ? hub[field] : undefined);
    return text === undefined ? undefined : { text };
  });
  // The hyphen before the name of a server that has none; one that the template itself ends with stays.
  if ('problem' in expanded || template.endsWith('-')) return expanded;
  return { text: expanded.text.replace(/-+$/, '') };
}

function fieldsOf(user: string, server: string): Partial<Record<string, () => string>> {
  const safeServer = () => (server === '' ? '' : safeSlug(server));
  const escapedBoth = () => `${escapedSlug(user)}--${escapedSlug(server)}`;
  return {
    __proto__: null as never,
    unescaped_username: () => user,
    unescaped_servername: () => server,
    safe_username: () => safeSlug(user),
    safe_servername: safeServer,
    safe_user_server: () => safeUserServer(user, server),
    escaped_username: () => escapedSlug(user),
    escaped_servername: () => escapedSlug(server),
    escaped_user_server: escapedBoth,
    'safe:username': () => safeSlug(user),
    'safe:servername': safeServer,
    'safe:user_server': () => safeUserServer(user, server),
    'escape:username': () => escapedSlug(user),
    'escape:servername': () => escapedSlug(server),
    'escape:user_server': () => (server === '' ? escapedSlug(user) : escapedBoth()),
  };
}
