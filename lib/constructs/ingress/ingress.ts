import { basePath } from '../../values/base-path';
import type { Values } from '../../values/schema/values';
import { filled, type Ingress, type IngressPath, verbatim } from '../kubernetes/plain';
import type { Release } from '../release/release';

/** The way in through an ingress controller (O-46). */
export function ingress(
  release: Release,
  { ingress: values, hub }: Pick<Values, 'ingress' | 'hub'>,
): Ingress {
  const paths: IngressPath[] = [
    {
      path: `${basePath(hub)}/${values.pathSuffix || ''}`,
      pathType: values.pathType ?? 'Prefix',
      backend: { service: { name: release.names.of('proxy-public'), port: { name: 'http' } } },
    },
    ...verbatim<IngressPath[]>(values.extraPaths ?? []),
  ];
  const hosts = filled(verbatim<string[]>(values.hosts));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: release.metadata(release.names.ingress, 'ingress', { ...values.annotations }),
    spec: {
      ingressClassName: values.ingressClassName || undefined,
      rules: hosts ? hosts.map((host) => ({ host, http: { paths } })) : [{ http: { paths } }],
      tls: filled(verbatim(values.tls)),
    },
  };
}
