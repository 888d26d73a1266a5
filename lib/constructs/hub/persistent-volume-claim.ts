import type { Values } from '../../values/schema/values';
import { filled, type PersistentVolumeClaim, verbatim } from '../kubernetes/plain';
import type { Release } from '../release/release';

/** The claim on which the hub keeps its SQLite database (O-05). */
export function hubPersistentVolumeClaim(
  release: Release,
  { pvc }: Values['hub']['db'],
): PersistentVolumeClaim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: release.metadata(release.names.of('hub-db-dir'), 'hub', { ...pvc.annotations }),
    spec: {
      selector: filled(verbatim<NonNullable<PersistentVolumeClaim['spec']>['selector']>(pvc.selector)),
      // An empty text means "no class" to Kubernetes, so it is kept.
      storageClassName: typeof pvc.storageClassName === 'string' ? pvc.storageClassName : undefined,
      accessModes: (pvc.accessModes ?? []).filter((mode) => mode !== null),
      resources: { requests: { storage: pvc.storage } },
    },
  };
}
