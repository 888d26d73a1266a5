/** The Secrets that a hub needs and that somebody else makes: named here, their values nowhere. */
import { isObject, type Json } from '../document/json';
import { httpsMode } from '../values/https';
import type { Values } from '../values/schema/values';
import { isSecretRef } from '../values/secret-ref';
import { createdPullSecret } from './pod/image';
import type { Release } from './release/release';

export interface RequiredSecret {
  readonly name: string;
  readonly type: string;
  readonly keys: readonly string[];
}

/** Keys of the Secret that the chart generates, by which an adopted hub finds its own again (B-10 to B-13). */
function generatedKeys(values: Values): string[] {
  return [
    'hub.config.ConfigurableHTTPProxy.auth_token',
    'hub.config.JupyterHub.cookie_secret',
    'hub.config.CryptKeeper.keys',
    ...Object.keys(values.hub.services ?? {}).map((name) => `hub.services.${name}.apiToken`),
  ];
}

export function requiredSecrets(release: Release, values: Values): RequiredSecret[] {
  const keys = new Map<string, Set<string>>([[release.names.of('hub'), new Set(generatedKeys(values))]]);
  for (const { name, key } of references(values as unknown as Json)) {
    keys.set(name, (keys.get(name) ?? new Set()).add(key));
  }
  const opaque = [...keys].map(([name, set]) => ({ name, type: 'Opaque', keys: [...set].sort() }));
  const pull = createdPullSecret(release, values);
  const typed = [
    ...(pull === undefined
      ? []
      : [{ name: pull, type: 'kubernetes.io/dockerconfigjson', keys: ['.dockerconfigjson'] }]),
    ...(httpsMode(values.proxy) === 'manual'
      ? [
          {
            name: release.names.of('proxy-public-manual-tls'),
            type: 'kubernetes.io/tls',
            keys: ['tls.crt', 'tls.key'],
          },
        ]
      : []),
  ];
  return [...opaque, ...typed].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function references(node: Json): { name: string; key: string }[] {
  if (isSecretRef(node)) return [node.secret];
  if (Array.isArray(node)) return node.flatMap(references);
  return isObject(node) ? Object.values(node).flatMap(references) : [];
}
