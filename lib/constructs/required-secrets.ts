/** The Secrets that a hub needs and that somebody else makes: named here, their values nowhere. */
import { isObject, type Json } from '../document/json';
import { DEFAULTS } from '../values/defaults';
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
  for (const { name, key } of references(values as unknown as Json, DEFAULTS)) {
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

/** What is the chart's own, untouched, holds none and is not looked through. */
function references(node: Json, standard: Json | undefined): { name: string; key: string }[] {
  if (node === standard) return [];
  if (isSecretRef(node)) return [node.secret];
  if (Array.isArray(node)) return node.flatMap((each: Json) => references(each, undefined));
  if (!isObject(node)) return [];
  const usual = isObject(standard) ? standard : {};
  return Object.entries(node).flatMap(([key, value]) => references(value, usual[key]));
}
