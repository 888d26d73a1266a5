/** Where the certificate of the hub comes from: cert-manager, or whoever keeps the Secret. */
import type { Exposure } from '../../config/schema/exposure';

export const TLS_SECRET = 'jupyterhub-tls';

/** cert-manager reads the same annotation on an Ingress and on a Gateway. */
export function issuerAnnotation(tls: Exposure['tls']): Readonly<Record<string, string>> {
  if (tls?.issuer === undefined) return {};
  const key = tls.issuerKind === 'Issuer' ? 'cert-manager.io/issuer' : 'cert-manager.io/cluster-issuer';
  return { [key]: tls.issuer };
}

export function certificateAssumption(tls: Exposure['tls']): string[] {
  if (tls === undefined) return [];
  const kind = tls.issuerKind ?? 'ClusterIssuer';
  return [
    tls.issuer === undefined
      ? `There is a Secret ${tls.secret ?? TLS_SECRET} of type kubernetes.io/tls in the namespace of the hub (exposure.tls.secret).`
      : `cert-manager runs, with a ${kind} ${tls.issuer} (exposure.tls.issuer).`,
  ];
}
