/** Every secret of a hub that hubsynth knows: where it is in the cluster and in the store, and who feels a new one. */
import type { Secrets } from '../../config/schema/secrets';
import type { Sections } from '../../config/schema/sections';
import { ADMIN_SERVICE_TOKEN } from '../admin-service/admin-service';
import { OIDC_SECRET } from '../login/traits';
import { METRICS_TOKEN } from '../monitoring/monitoring';
import { ADMIN_TOKEN } from '../vault/settings';

export interface Credential {
  /** What commands and `secrets.rotation` call it. */
  readonly name: string;
  /** The Secret in the namespace of the hub. */
  readonly secret: { readonly name: string; readonly key: string; readonly type: string };
  /** Below the mount of the store. */
  readonly path: string;
  readonly property: string;
  /** Property of the value before this one, where the hub can read two. */
  readonly previous?: string;
  /** How a missing value comes to be: at random, by a command of its own, or from whoever has it. */
  readonly origin: 'random' | 'command' | 'given';
  /** With `command`: which one. */
  readonly command?: string;
  /** Fetched again and again; what reads it needs no restart. */
  readonly periodic: boolean;
  /** What users feel of a new value. */
  readonly effect: string;
}

/** What a rendered hub needs (lib/constructs/required-secrets.ts). */
export interface Needed {
  readonly name: string;
  readonly type: string;
  readonly keys: readonly string[];
}

interface Known extends Omit<Credential, 'secret' | 'path' | 'periodic'> {
  readonly key: string;
  readonly path: string;
  readonly periodic?: boolean;
}

/** Keys of the Secret `hub`. */
const OF_HUB: readonly Known[] = [
  {
    name: 'cookie',
    key: 'hub.config.JupyterHub.cookie_secret',
    path: 'config',
    property: 'cookie-secret',
    origin: 'random',
    effect: 'everybody is logged out; the hub restarts',
  },
  {
    name: 'proxyToken',
    key: 'hub.config.ConfigurableHTTPProxy.auth_token',
    path: 'config',
    property: 'proxy-token',
    origin: 'random',
    effect: 'hub and proxy restart: connections of users break for a moment, nobody is logged out',
  },
  {
    name: 'cryptKeeper',
    key: 'hub.config.CryptKeeper.keys',
    path: 'config',
    property: 'crypt-key',
    previous: 'crypt-key-previous',
    origin: 'random',
    effect: 'the hub restarts; stored login state stays readable with the key before',
  },
  {
    name: 'database',
    key: 'hub.db.password',
    path: 'config',
    property: 'database-password',
    origin: 'given',
    effect: 'the hub restarts; the database has to know the new password first',
  },
];

const ELSEWHERE: readonly (Known & { readonly secret: string })[] = [
  {
    name: 'oidc',
    secret: OIDC_SECRET.name,
    key: OIDC_SECRET.key,
    path: 'oidc',
    property: 'client-secret',
    origin: 'command',
    command: 'hubsynth keycloak client',
    effect: 'the hub restarts; logins fail between the change at the provider and the restart',
  },
  {
    name: 'vaultToken',
    secret: ADMIN_TOKEN.name,
    key: ADMIN_TOKEN.key,
    path: 'vault-token',
    property: 'token',
    origin: 'command',
    command: 'hubsynth vault token',
    periodic: true,
    effect: 'nobody feels it: the renewer takes the new token without a restart',
  },
  {
    name: 'adminService',
    secret: ADMIN_SERVICE_TOKEN.name,
    key: ADMIN_SERVICE_TOKEN.key,
    path: 'admin-service',
    property: 'token',
    origin: 'random',
    effect: 'the hub restarts; programs need the new token',
  },
  {
    name: 'metrics',
    secret: METRICS_TOKEN.name,
    key: METRICS_TOKEN.key,
    path: 'metrics',
    property: 'token',
    origin: 'random',
    effect: 'the hub restarts; Prometheus takes the new token by itself',
  },
];

const PULL_TYPE = 'kubernetes.io/dockerconfigjson';
const PULL_KEY = '.dockerconfigjson';

export interface CredentialProps {
  readonly needed: readonly Needed[];
  readonly sections: Sections;
  /** Name of the Secret that the chart calls `hub`. */
  readonly hubSecret: string;
}

/** Sorted by Secret and key. What somebody else keeps, and the config does not declare, is not among them. */
export function credentials({ needed, sections, hubSecret }: CredentialProps): Credential[] {
  const { secrets = {}, vault } = sections;
  const root = secrets.path ?? 'jupyterhub';
  const under = (path: string) => `${root}/${path}`;
  const all = [
    ...needed,
    ...(vault !== undefined && (vault.auth ?? 'token') === 'token'
      ? [{ name: ADMIN_TOKEN.name, type: 'Opaque', keys: [ADMIN_TOKEN.key] }]
      : []),
  ];
  const found = all.flatMap(({ name, type, keys }) =>
    keys.flatMap((key): Credential[] => {
      const place = { name, key, type };
      const known =
        name === hubSecret
          ? (OF_HUB.find((each) => each.key === key) ?? ofUser(key))
          : ELSEWHERE.find((each) => each.secret === name && each.key === key);
      if (known === undefined) return [];
      const { key: _key, periodic = false, ...rest } = known;
      return [{ ...rest, periodic, path: under(known.path), secret: place }];
    }),
  );
  return [...found, ...pull(secrets, under), ...declared(secrets, under)].sort(
    (a, b) => compare(a.secret.name, b.secret.name) || compare(a.secret.key, b.secret.key),
  );
}

/** Any other key of the hub's Secret that a value refers to. */
function ofUser(key: string): Known {
  return {
    name: key,
    key,
    path: 'config',
    property: key,
    origin: /(^|\.)services\..*apiToken$/.test(key) ? 'random' : 'given',
    effect: 'the hub restarts',
  };
}

function pull({ imagePull }: Secrets, under: (path: string) => string): Credential[] {
  if (imagePull === undefined) return [];
  return [
    {
      name: 'imagePull',
      secret: { name: imagePull, key: PULL_KEY, type: PULL_TYPE },
      path: under('image-pull'),
      property: 'dockerconfigjson',
      origin: 'given',
      periodic: false,
      effect: 'nobody feels it: the next pull of an image uses it',
    },
  ];
}

function declared({ extra = [] }: Secrets, under: (path: string) => string): Credential[] {
  return extra.flatMap(({ name, path = name, keys, type = 'Opaque', generate = false }) =>
    Object.entries(keys).map(([key, property]) => ({
      name,
      secret: { name, key, type },
      path: under(path),
      property,
      origin: generate ? ('random' as const) : ('given' as const),
      periodic: false,
      effect: 'what reads it restarts',
    })),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
