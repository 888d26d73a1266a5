import { basePath } from '../../values/base-path';
import type { Values } from '../../values/schema/values';
import { type Service, type ServicePort, verbatim } from '../kubernetes/plain';
import type { Release } from '../release/release';

/** The hub's Service: the proxy, user servers and Prometheus reach it here. */
export function hubService(release: Release, { service, baseUrl }: Values['hub']): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: release.metadata(release.names.of('hub'), 'hub', {
      'prometheus.io/scrape': 'true',
      'prometheus.io/path': `${basePath({ baseUrl })}/hub/metrics`,
      'prometheus.io/port': '8081',
      ...service.annotations,
    }),
    spec: {
      type: service.type ?? undefined,
      selector: release.selector('hub'),
      loadBalancerIP: service.loadBalancerIP || undefined,
      ports: [
        {
          name: 'hub',
          port: 8081,
          targetPort: 'http',
          nodePort: service.ports.nodePort || undefined,
          appProtocol: service.ports.appProtocol || undefined,
        },
        ...verbatim<ServicePort[]>(service.extraPorts ?? []),
      ],
    },
  };
}
