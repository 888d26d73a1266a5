import { autohttpsEnabled, httpsMode } from '../../values/https';
import type { Values } from '../../values/schema/values';
import { filled, type Service, type ServicePort, verbatim } from '../kubernetes/plain';
import type { Release } from '../release/release';

/** proxy-api: where the hub tells the proxy of routes (O-12). */
export function proxyApiService(release: Release): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: release.metadata(release.names.of('proxy-api'), 'proxy-api'),
    spec: { selector: release.selector('proxy'), ports: [{ port: 8001, targetPort: 'api' }] },
  };
}

/** proxy-public: where users come in (O-13). */
export function proxyPublicService(release: Release, { proxy }: Pick<Values, 'proxy'>): Service {
  const { service } = proxy;
  const metadata = release.metadata(release.names.of('proxy-public'), 'proxy-public', {
    ...service.annotations,
  });
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadata, labels: { ...metadata.labels, ...service.labels } },
    spec: {
      type: service.type ?? undefined,
      selector: release.selector(autohttpsEnabled(proxy) ? 'autohttps' : 'proxy'),
      loadBalancerIP: service.loadBalancerIP || undefined,
      loadBalancerSourceRanges:
        service.type === 'LoadBalancer'
          ? filled(verbatim<string[]>(service.loadBalancerSourceRanges))
          : undefined,
      ports: filled(publicPorts(proxy)),
    },
  };
}

function publicPorts(proxy: Values['proxy']): ServicePort[] {
  const { service } = proxy;
  const mode = httpsMode(proxy);
  return [
    ...(mode === 'off'
      ? []
      : [
          {
            name: 'https',
            port: 443,
            // Whoever takes TLS off in front speaks plain HTTP with the proxy.
            targetPort: mode === 'offload' ? 'http' : 'https',
            nodePort: service.nodePorts.https || undefined,
          },
        ]),
    ...(service.disableHttpPort
      ? []
      : [{ name: 'http', port: 80, targetPort: 'http', nodePort: service.nodePorts.http || undefined }]),
    ...verbatim<ServicePort[]>(service.extraPorts ?? []),
  ];
}
