/** Ends a volume and a claim that left the output on purpose, once nothing uses them. */
import type { V1PersistentVolume, V1PersistentVolumeClaim, V1Pod } from '@kubernetes/client-node';
import { DiagnosticError } from '../../diagnostics/diagnostic';
import type { ClusterClient } from '../kubernetes/client';
import type { Step } from '../step';

export interface Released {
  readonly kind: 'PersistentVolumeClaim' | 'PersistentVolume';
  readonly name: string;
}

export interface Found extends Released {
  /** Undefined where it is gone. */
  readonly uid: string | undefined;
  /** What happens to the data when it goes; for a claim, that of its volume. */
  readonly reclaim: string | undefined;
  /** Where the data is, for people. */
  readonly place: string;
  /** Why it cannot go: pods, or another claim. */
  readonly inUse: readonly string[];
}

/** `PersistentVolumeClaim/homes-1a2b3c4d`. */
export function releasedOf(text: string): Released {
  const [kind, name = ''] = text.split('/');
  return { kind: kind === 'PersistentVolume' ? kind : 'PersistentVolumeClaim', name };
}

export async function lookAt(
  cluster: ClusterClient,
  namespace: string,
  all: readonly Released[],
): Promise<Found[]> {
  const found: Found[] = [];
  for (const each of all)
    found.push(
      each.kind === 'PersistentVolume'
        ? await volume(cluster, namespace, each, all)
        : await claim(cluster, namespace, each),
    );
  // A volume goes after its claim.
  return found.sort((a, b) => (a.kind === b.kind ? 0 : a.kind === 'PersistentVolumeClaim' ? -1 : 1));
}

async function claim(cluster: ClusterClient, namespace: string, each: Released): Promise<Found> {
  const name = each.name;
  const live: V1PersistentVolumeClaim | undefined = await cluster.call(`GET claim ${namespace}/${name}`, () =>
    cluster.core.readNamespacedPersistentVolumeClaim({ namespace, name }),
  );
  if (live === undefined) return { ...each, uid: undefined, reclaim: undefined, place: '', inUse: [] };
  const pods = await cluster.call(`LIST pods of ${namespace}`, () =>
    cluster.core.listNamespacedPod({ namespace }),
  );
  const bound = live.spec?.volumeName;
  const under = bound === undefined ? undefined : await readVolume(cluster, bound);
  return {
    ...each,
    uid: live.metadata?.uid,
    reclaim: under?.spec?.persistentVolumeReclaimPolicy,
    place: under === undefined ? 'bound to nothing' : placeOf(under),
    inUse: (pods?.items ?? []).filter((pod) => mounts(pod, name)).map((pod) => `pod ${pod.metadata?.name}`),
  };
}

async function volume(
  cluster: ClusterClient,
  namespace: string,
  each: Released,
  all: readonly Released[],
): Promise<Found> {
  const live = await readVolume(cluster, each.name);
  if (live === undefined) return { ...each, uid: undefined, reclaim: undefined, place: '', inUse: [] };
  const { claimRef, persistentVolumeReclaimPolicy: reclaim } = live.spec ?? {};
  const isReleased = all.some(
    ({ kind, name }) =>
      kind === 'PersistentVolumeClaim' && name === claimRef?.name && claimRef.namespace === namespace,
  );
  const isBound = live.status?.phase === 'Bound' && !isReleased;
  return {
    ...each,
    uid: live.metadata?.uid,
    reclaim,
    place: placeOf(live),
    inUse: isBound ? [`claim ${claimRef?.namespace}/${claimRef?.name}`] : [],
  };
}

function readVolume(cluster: ClusterClient, name: string): Promise<V1PersistentVolume | undefined> {
  return cluster.call(`GET volume ${name}`, () => cluster.core.readPersistentVolume({ name }));
}

/** Pods that have ended hold nothing. */
function mounts({ spec, status }: V1Pod, name: string): boolean {
  if (status?.phase === 'Succeeded' || status?.phase === 'Failed') return false;
  return (spec?.volumes ?? []).some((each) => each.persistentVolumeClaim?.claimName === name);
}

function placeOf({ spec, metadata }: V1PersistentVolume): string {
  if (spec?.nfs) return `${spec.nfs.server}:${spec.nfs.path}`;
  return `volume ${metadata?.name}, class ${spec?.storageClassName || 'none'}`;
}

/** Throws where one is in use: nothing is deleted then. Of the same uid only, so that one that was made anew stays. */
export async function release(
  cluster: ClusterClient,
  namespace: string,
  all: readonly Found[],
  dryRun: boolean,
): Promise<Step[]> {
  const busy = all.filter(({ inUse }) => inUse.length > 0);
  if (busy.length > 0) throw inUse(busy);
  const steps: Step[] = [];
  for (const { kind, name, uid, place } of all) {
    const what = `${kind} ${name}`;
    if (uid === undefined) steps.push({ what, state: 'same', detail: 'is gone' });
    else if (dryRun) steps.push({ what, state: 'different', detail: `would be deleted: ${place}` });
    else {
      const body = { preconditions: { uid } };
      await cluster.call(`DELETE ${kind} ${name}`, () =>
        kind === 'PersistentVolume'
          ? cluster.core.deletePersistentVolume({ name, body })
          : cluster.core.deleteNamespacedPersistentVolumeClaim({ namespace, name, body }),
      );
      steps.push({ what, state: 'updated', detail: `deleted: ${place}` });
    }
  }
  return steps;
}

function inUse(busy: readonly Found[]): DiagnosticError {
  return new DiagnosticError(
    busy.map(({ kind, name, inUse: by }) => ({
      code: 'STORAGE_IN_USE',
      severity: 'error',
      message: `${kind} ${name} is in use: ${by.slice(0, 5).join(', ')}${by.length > 5 ? ` and ${by.length - 5} more` : ''}.`,
      hint: 'Nothing was deleted. Stop what uses it first.',
    })),
  );
}
