import type { Values } from '../../values/schema/values';
import type { NetworkPolicy } from '../kubernetes/plain';
import { networkPolicy } from '../network-policy/network-policy';
import type { Release } from '../release/release';

/** N-03. */
export function autohttpsNetworkPolicy(
  release: Release,
  { proxy, singleuser }: Pick<Values, 'proxy' | 'singleuser'>,
): NetworkPolicy {
  return networkPolicy(release, {
    name: release.names.of('autohttps'),
    component: 'autohttps',
    selects: 'autohttps',
    access: [{ ports: ['http', 'https'], label: 'hub.jupyter.org/network-access-proxy-http' }],
    reaches: [{ component: 'proxy', ports: [8000] }],
    values: proxy.traefik.networkPolicy,
    metadataIp: singleuser.cloudMetadata.ip,
  });
}
