import type { Values } from '../../values/schema/values';
import type { Service } from '../kubernetes/plain';
import type { Release } from '../release/release';

/** proxy-http: where Traefik finds the proxy. It carries autohttps' component though it selects the proxy (L-08). */
export function proxyHttpService(release: Release, { service }: Values['proxy']): Service {
  const metadata = release.metadata(release.names.of('proxy-http'), 'autohttps', { ...service.annotations });
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadata, labels: { ...metadata.labels, ...service.labels } },
    spec: {
      type: 'ClusterIP',
      selector: release.selector('proxy'),
      ports: [{ port: 8000, targetPort: 'http' }],
    },
  };
}
