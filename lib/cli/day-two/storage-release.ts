/** `hubsynth storage release`. */
import confirm from '@inquirer/confirm';
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { ClusterClient } from '../../ops/kubernetes/client';
import { type Found, lookAt, type Released, release, releasedOf } from '../../ops/storage/release';
import type { StorageReleaseOptions } from '../commands/storage';
import type { Console } from '../console';
import { EXIT } from '../exit-code';
import type { DayTwoRun } from './run';
import { type SelectedHub, selectedHub } from './selected-hub';
import { showSteps } from './steps';

export const storageRelease: DayTwoRun<StorageReleaseOptions> = async (options, console) => {
  const selected = selectedHub(options);
  const { namespace } = selected.hub;
  const { kubeconfig, context, dryRun = false, json } = options;
  const wanted = wantedOf(selected, options.names);
  const cluster = new ClusterClient({ kubeconfig, context });
  console.progress(`asking Kubernetes at ${cluster.address}`);
  const found = await lookAt(cluster, namespace, wanted);
  const there = found.filter(({ uid }) => uid !== undefined);
  if (!dryRun && there.length > 0) {
    refuseLoss(there, options.deleteData === true);
    for (const { kind, name, place, reclaim } of there)
      console.say(`${kind} ${name} (${place}): ${consequence(reclaim)}.`);
    if (!(await agreed(options, console))) return EXIT.no;
  }
  return showSteps(await release(cluster, namespace, found, dryRun), json, console);
};

/** Those that Git has released, and that no build brings back. */
function wantedOf({ hub, rendered }: SelectedHub, names: readonly string[]): Released[] {
  const wanted = names.length === 0 ? hub.released : names;
  const unknown = wanted.find((each) => !hub.released.includes(each));
  if (unknown !== undefined)
    throw problem(
      `${unknown} is not in migrations.released of ${hub.name}.`,
      hub.released.length === 0 ? 'Nothing is released there.' : `There are ${hub.released.join(', ')}.`,
    );
  const rendering = rendered.folder?.objects.map(
    ({ manifest }) => `${manifest.kind}/${manifest.metadata.name}`,
  );
  const kept = wanted.find((each) => rendering?.includes(each));
  if (kept !== undefined)
    throw problem(
      `${kept} is part of the output: it would be made again.`,
      'Take it out of migrations.released.',
    );
  return wanted.map(releasedOf);
}

function consequence(reclaim: string | undefined): string {
  if (reclaim === 'Delete') return 'the cluster deletes the data';
  return reclaim === undefined ? 'there is no data behind it' : 'the data stays where it is';
}

function refuseLoss(there: readonly Found[], deleteData: boolean): void {
  const losing = there.filter(({ reclaim }) => reclaim === 'Delete' || reclaim === 'Recycle');
  if (losing.length === 0 || deleteData) return;
  throw new DiagnosticError(
    losing.map(({ kind, name, reclaim }) => ({
      code: 'STORAGE_IN_USE',
      severity: 'error',
      message: `With ${kind} ${name} the cluster deletes the data (reclaim policy ${reclaim}).`,
      hint: 'Nothing was deleted. Say --delete-data, or set the policy of its volume to Retain first.',
    })),
  );
}

async function agreed({ yes, json }: StorageReleaseOptions, console: Console): Promise<boolean> {
  if (yes) return true;
  if (json || !process.stdin.isTTY) {
    console.say('Nothing was deleted: nobody can be asked here; say --yes.');
    return false;
  }
  return confirm({ message: 'Delete them?', default: false }, { output: process.stderr });
}

function problem(message: string, hint: string): DiagnosticError {
  return new DiagnosticError([{ code: 'STORAGE_NOT_RELEASED', severity: 'error', message, hint }]);
}
