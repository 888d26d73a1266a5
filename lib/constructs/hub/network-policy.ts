import type { Values } from '../../values/schema/values';
import type { NetworkPolicy } from '../kubernetes/plain';
import { networkPolicy } from '../network-policy/network-policy';
import type { Release } from '../release/release';

/** N-01. */
export function hubNetworkPolicy(
  release: Release,
  { hub, singleuser }: Pick<Values, 'hub' | 'singleuser'>,
): NetworkPolicy {
  return networkPolicy(release, {
    name: release.names.of('hub'),
    component: 'hub',
    selects: 'hub',
    access: [{ ports: ['http'], label: 'hub.jupyter.org/network-access-hub' }],
    reaches: [
      { component: 'proxy', ports: [8001] },
      { component: 'singleuser-server', ports: [8888] },
    ],
    values: hub.networkPolicy,
    metadataIp: singleuser.cloudMetadata.ip,
  });
}
