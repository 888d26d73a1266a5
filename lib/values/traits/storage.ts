/** Where homes and further volumes of user pods come from (C-40 to C-45). */
import type { Json } from '../../document/json';
import type { Values } from '../schema/values';
import { isSecretRef } from '../secret-ref';
import { type Resolver, type TraitSource, whereSet } from './trait-source';

/** What KubeSpawner does where nobody says anything. Written out: a new release may think otherwise. */
const CLAIM_NAME = 'claim-{user_server}';
const SLUG_SCHEME = 'safe';

type Storage = NonNullable<Values['singleuser']['storage']>;

export const storage: Resolver = ({ singleuser }, source) => {
  const settings: Partial<Storage> = singleuser.storage ?? {};
  const home = homeOf(settings);
  return {
    slug_scheme: SLUG_SCHEME,
    ...home.traits,
    volumes: [...home.volumes, ...files(singleuser, source).volumes, ...(settings.extraVolumes ?? [])],
    volume_mounts: [
      ...home.mounts,
      ...files(singleuser, source).mounts,
      ...(settings.extraVolumeMounts ?? []),
    ],
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
  const kept = entries.filter(([, { stringData }]) => !isSecretRef(stringData));
  const items = kept.map(([key, { mode }]) => ({ key, path: key, ...modeOf(mode) }));
  const name = names.of('singleuser');
  const secrets = entries.flatMap(([path, { stringData, mode }]) =>
    isSecretRef(stringData)
      ? [
          {
            secret: {
              name: stringData.secret.name,
              items: [{ key: stringData.secret.key, path, ...modeOf(mode) }],
            },
          },
        ]
      : [],
  );
  const own = items.length > 0 ? [{ configMap: { name, items } }] : [];
  const source =
    secrets.length > 0
      ? { projected: { sources: [...own, ...secrets] } }
      : { secret: { secretName: name, items } };
  return {
    volumes: [{ name: 'files', ...source }],
    mounts: entries.map(([key, { mountPath }]) => ({ mountPath, subPath: key, name: 'files' })),
  };
}

function modeOf(mode: number | undefined): { mode?: number } {
  return mode ? { mode } : {};
}
