/**
 * Volumes that are named by what they are: server and path of a volume, class and mode of a claim can never be changed,
 * so another place is another object and the old one stays as it is, homes and all.
 */
import type { Nfs, SharedVolume } from '../../config/schema/storage';
import { checksum } from '../../document/checksum';
import type { FeatureContext, FeatureObject } from '../feature';

const CLASS = 'jupyter-nfs-static';
/** NFS knows no size, and a claim of a static volume cannot grow: so it is not a setting. */
const STATED_SIZE = '10Gi';
const LABELS = { 'app.kubernetes.io/managed-by': 'hubsynth' };

export interface NamedVolume {
  readonly claim: string;
  readonly objects: readonly FeatureObject[];
}

/** A volume, and the claim that only it can have. */
export function nfsVolume(what: string, nfs: Nfs, { release, namespace }: FeatureContext): NamedVolume {
  const { server, path, mountOptions, class: storageClassName = CLASS } = nfs;
  const claim = `${what}-${shortHash({ server, path, storageClassName })}`;
  const name = `${release}-${namespace}-${claim}`;
  const amounts = { accessModes: ['ReadWriteMany'], storageClassName, volumeMode: 'Filesystem' };
  return {
    claim,
    objects: [
      object('PersistentVolume', {
        metadata: { name, labels: LABELS },
        spec: {
          ...amounts,
          capacity: { storage: STATED_SIZE },
          persistentVolumeReclaimPolicy: 'Retain',
          claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name: claim },
          ...(mountOptions === undefined ? {} : { mountOptions }),
          nfs: { server, path },
        },
      }),
      object('PersistentVolumeClaim', {
        metadata: { name: claim, namespace, labels: LABELS },
        spec: { ...amounts, resources: { requests: { storage: STATED_SIZE } }, volumeName: name },
      }),
    ],
  };
}

/** A claim for which somebody makes a volume. It may grow where its class lets it. */
export function dynamicClaim(
  { name, class: storageClassName, capacity = '10Gi', accessModes = ['ReadWriteMany'] }: SharedVolume,
  { namespace }: FeatureContext,
): NamedVolume {
  const claim = `shared-${name}`;
  return {
    claim,
    objects: [
      object('PersistentVolumeClaim', {
        metadata: { name: claim, namespace, labels: LABELS },
        spec: {
          accessModes: [...accessModes],
          ...(storageClassName === undefined ? {} : { storageClassName }),
          resources: { requests: { storage: capacity } },
        },
      }),
    ],
  };
}

function object(
  kind: string,
  rest: { metadata: FeatureObject['manifest']['metadata']; spec: object },
): FeatureObject {
  return { component: 'storage', manifest: { apiVersion: 'v1', kind, ...rest } };
}

function shortHash(data: unknown): string {
  return checksum(data).slice(0, 8);
}
