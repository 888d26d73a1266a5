/** Where homes and further volumes of user pods come from (C-40 to C-45). */
import type { Json } from '../../document/json';
import { fileSources } from '../file-sources';
import type { Values } from '../schema/values';
import { type Resolver, type TraitSource, whereSet } from './trait-source';

/** What KubeSpawner does where nobody says anything. Written out: a new release may think otherwise. */
const CLAIM_NAME = 'claim-{user_server}';
const SLUG_SCHEME = 'safe';

type Storage = NonNullable<Values['singleuser']['storage']>;

export const storage: Resolver = ({ singleuser }, source) => {
  const settings: Partial<Storage> = singleuser.storage ?? {};
  const home = homeOf(settings);
  const mounted = files(singleuser, source);
  return {
    slug_scheme: SLUG_SCHEME,
    ...home.traits,
    volumes: [...home.volumes, ...mounted.volumes, ...(settings.extraVolumes ?? [])],
    volume_mounts: [...home.mounts, ...mounted.mounts, ...(settings.extraVolumeMounts ?? [])],
  };
};

interface Home {
  readonly traits: Record<string, Json>;
  readonly volumes: readonly Json[];
  readonly mounts: readonly Json[];
}

function homeOf({ type, dynamic, static: claim, capacity, homeMountPath }: Partial<Storage>): Home {
  const mount = (name: Json, subPath: Json) => ({ mountPath: homeMountPath ?? null, name, subPath });
  if (type === 'dynamic') {
    const name = dynamic?.volumeNameTemplate ?? null;
    return {
      traits: {
        pvc_name_template: dynamic?.pvcNameTemplate ?? CLAIM_NAME,
        storage_pvc_ensure: true,
        ...whereSet({
          storage_class: dynamic?.storageClass,
          storage_access_modes: dynamic?.storageAccessModes,
          storage_capacity: capacity,
        }),
      },
      volumes: [{ name, persistentVolumeClaim: { claimName: '{pvc_name}' } }],
      mounts: [mount(name, dynamic?.subPath ?? null)],
    };
  }
  if (type === 'static') {
    return {
      traits: {},
      volumes: [{ name: 'home', persistentVolumeClaim: { claimName: claim?.pvcName ?? null } }],
      mounts: [mount('home', claim?.subPath ?? null)],
    };
  }
  return { traits: {}, volumes: [], mounts: [] };
}

/**
 * singleuser.extraFiles. Said as the chart says it, a volume of a Secret, because users' code looks for that;
 * hub_spawner.py takes the ConfigMap of the same name when it makes a pod.
 */
function files({ extraFiles }: Values['singleuser'], { names }: TraitSource) {
  const entries = Object.entries(extraFiles ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return { volumes: [], mounts: [] };
  const name = names.of('singleuser');
  const { items, secrets } = fileSources(entries);
  const own = items.length > 0 ? [{ configMap: { name, items } }] : [];
  const source =
    secrets.length > 0
      ? { projected: { sources: [...own, ...secrets] } }
      : { secret: { secretName: name, items } };
  return {
    volumes: [{ name: 'files', ...source }] as unknown as Json[],
    mounts: entries.map(([key, { mountPath }]) => ({ mountPath, subPath: key, name: 'files' })),
  };
}
