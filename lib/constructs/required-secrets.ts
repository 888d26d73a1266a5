/** The Secrets that a hub needs and that somebody else makes: named here, their values nowhere. */
import type { Json } from '../document/json';
import { DEFAULTS } from '../values/defaults';
import { httpsMode } from '../values/https';
import type { HubConfiguration } from '../values/hub-configuration';
import { keysBySecret, variableReferences } from '../values/references';
import type { Values } from '../values/schema/values';
import { proxyAuthToken } from '../values/traits/own-secret';
import { createdPullSecret } from './pod/image';
import type { Release } from './release/release';

export interface RequiredSecret {
  readonly name: string;
  readonly type: string;
  readonly keys: readonly string[];
}

export function requiredSecrets(
  release: Release,
  values: Values,
  { secrets }: HubConfiguration,
): RequiredSecret[] {
  const places = [...secrets].flatMap(([name, keys]) => keys.map((key) => ({ name, key })));
  const all = keysBySecret([
    ...places,
    proxyAuthToken(values, release).secret,
    ...variableReferences(values as unknown as Json, DEFAULTS),
  ]);
  const opaque = [...all].map(([name, keys]) => ({ name, type: 'Opaque', keys }));
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
