import type { Values } from '../../values/schema/values';
import type { NetworkPolicy } from '../kubernetes/plain';
import { networkPolicy } from '../network-policy/network-policy';
import type { Release } from '../release/release';

/** N-04: the pods that KubeSpawner makes for users. */
export function singleUserNetworkPolicy(
  release: Release,
  { singleuser }: Pick<Values, 'singleuser'>,
): NetworkPolicy {
  return networkPolicy(release, {
    name: release.names.of('singleuser'),
    component: 'singleuser',
    selects: 'singleuser-server',
    access: [{ ports: ['notebook-port'], label: 'hub.jupyter.org/network-access-singleuser' }],
    reaches: [
      { component: 'hub', ports: [8081] },
      { component: 'proxy', ports: [8000] },
      { component: 'autohttps', ports: [8080, 8443] },
    ],
    values: singleuser.networkPolicy,
    metadataIp: singleuser.cloudMetadata.ip,
  });
}
