import type { Values } from '../../values/schema/values';
import type { NetworkPolicy } from '../kubernetes/plain';
import { networkPolicy } from '../network-policy/network-policy';
import type { Release } from '../release/release';
import { endsTls } from './container';

/** N-02. */
export function proxyNetworkPolicy(
  release: Release,
  { proxy, singleuser }: Pick<Values, 'proxy' | 'singleuser'>,
): NetworkPolicy {
  return networkPolicy(release, {
    name: release.names.of('proxy'),
    component: 'proxy',
    selects: 'proxy',
    access: [
      {
        ports: ['http', ...(endsTls(proxy) ? ['https'] : [])],
        label: 'hub.jupyter.org/network-access-proxy-http',
      },
      { ports: ['api'], label: 'hub.jupyter.org/network-access-proxy-api' },
    ],
    reaches: [
      { component: 'hub', ports: [8081] },
      { component: 'singleuser-server', ports: [8888] },
    ],
    values: proxy.chp.networkPolicy,
    metadataIp: singleuser.cloudMetadata.ip,
  });
}
