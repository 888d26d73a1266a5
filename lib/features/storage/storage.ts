/** `storage` becomes `singleuser.storage`, volumes and claims. */
import type { SharedVolume, Storage } from '../../config/schema/storage';
import type { Json, JsonObject } from '../../document/json';
import type { Feature, FeatureContext, FeatureProblem } from '../feature';
import { dynamicClaim, type NamedVolume, nfsVolume } from './volume';

export function storage(context: FeatureContext): Feature {
  const section = context.sections.storage;
  if (section === undefined) return {};
  const homes = homesOf(section.homes ?? {}, context);
  const shared = (section.shared ?? []).map((each) => sharedVolume(each, context));
  return {
    values: {
      singleuser: {
        ...(section.fsGroup === undefined ? {} : { fsGid: section.fsGroup }),
        storage: {
          ...homes.values,
          ...(shared.length === 0
            ? {}
            : {
                extraVolumes: shared.map(({ volume }) => volume),
                extraVolumeMounts: shared.map(({ mount }) => mount),
              }),
        },
      },
    },
    objects: [...homes.objects, ...shared.flatMap(({ objects }) => objects)],
    problems: problems(section),
    assumptions: [...homes.assumptions, ...shared.flatMap(({ assumptions }) => assumptions)],
  };
}

type Homes = NonNullable<Storage['homes']>;

interface LoweredHomes {
  readonly values: JsonObject;
  readonly objects: NamedVolume['objects'];
  readonly assumptions: readonly string[];
}

function homesOf({ nfs, claim, ...dynamic }: Homes, context: FeatureContext): LoweredHomes {
  if (nfs !== undefined) {
    const volume = nfsVolume('homes', nfs, context);
    const assumption = `${nfs.server} exports ${nfs.path} to every node, writable for group ${context.sections.storage?.fsGroup ?? 100} (storage.homes.nfs).`;
    return { values: oneClaim(volume.claim), objects: volume.objects, assumptions: [assumption] };
  }
  if (claim !== undefined)
    return {
      values: oneClaim(claim),
      objects: [],
      assumptions: [`There is a claim ${claim} in the namespace of the hub (storage.homes.claim).`],
    };
  const { class: storageClass, capacity, accessModes, labels } = dynamic;
  return {
    values: {
      type: 'dynamic',
      ...(capacity === undefined ? {} : { capacity }),
      ...(labels === undefined ? {} : { extraLabels: { ...labels } }),
      dynamic: {
        ...(storageClass === undefined ? {} : { storageClass }),
        ...(accessModes === undefined ? {} : { storageAccessModes: [...accessModes] }),
      },
    },
    objects: [],
    assumptions:
      storageClass === undefined
        ? []
        : [`The cluster has a StorageClass ${storageClass} (storage.homes.class).`],
  };
}

/** A folder for each user, named as KubeSpawner 7 does by default: no two users share one. */
function oneClaim(pvcName: string): JsonObject {
  return { type: 'static', static: { pvcName, subPath: '{username}' } };
}

function sharedVolume(shared: SharedVolume, context: FeatureContext) {
  const name = `shared-${shared.name}`;
  const made: NamedVolume =
    shared.claim !== undefined
      ? { claim: shared.claim, objects: [] }
      : shared.nfs !== undefined
        ? nfsVolume(name, shared.nfs, context)
        : dynamicClaim(shared, context);
  const readOnly = shared.readOnly === true;
  const volume: Json = {
    name,
    persistentVolumeClaim: { claimName: made.claim, ...(readOnly ? { readOnly } : {}) },
  };
  const mount: Json = {
    name,
    mountPath: shared.mountPath,
    ...(readOnly ? { readOnly } : {}),
    ...(shared.subPath === undefined ? {} : { subPath: shared.subPath }),
  };
  const assumptions =
    shared.claim === undefined
      ? []
      : [`There is a claim ${shared.claim} in the namespace of the hub (storage.shared).`];
  return { volume, mount, objects: made.objects, assumptions };
}

function problems({ homes = {}, shared = [] }: Storage): FeatureProblem[] {
  const found: FeatureProblem[] = [];
  const exclusive = (path: FeatureProblem['path'], written: Readonly<Record<string, unknown>>) => {
    const given = Object.keys(written).filter((key) => written[key] !== undefined);
    const [first, second] = given;
    if (second === undefined) return;
    found.push({
      code: 'VALUES_CONFLICT',
      path: [...path, second],
      message: `${[...path, first].join('.')} and ${second} exclude each other: a volume comes from one place.`,
      hint: 'Keep one of them.',
    });
  };
  const { class: homesClass, nfs, claim } = homes;
  exclusive(['storage', 'homes'], { nfs, claim, class: homesClass });
  const names = new Set<string>();
  shared.forEach(({ name, nfs: export_, claim: existing, class: storageClass }, index) => {
    exclusive(['storage', 'shared', index], { nfs: export_, claim: existing, class: storageClass });
    if (names.has(name))
      found.push({
        code: 'VALUES_CONFLICT',
        path: ['storage', 'shared', index, 'name'],
        message: `Two shared volumes are called ${name}.`,
        hint: 'Give each a name of its own.',
      });
    names.add(name);
  });
  return found;
}
