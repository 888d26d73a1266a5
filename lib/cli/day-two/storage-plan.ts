/** `hubsynth storage plan`. */
import { stringify } from 'yaml';
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic';
import { movePlan, volumeOf } from '../../ops/storage/plan';
import { earlierVolumes } from '../../output/earlier-volumes';
import { nodeFileSystem } from '../../output/file-system';
import { synthesizeFleet } from '../../synth/fleet';
import type { StoragePlanOptions } from '../commands/storage';
import { nameOf, printJson } from '../console';
import { EXIT } from '../exit-code';
import type { DayTwoRun } from './run';
import { selectedHub } from './selected-hub';

const VOLUMES = ['PersistentVolume', 'PersistentVolumeClaim'];

export const storagePlan: DayTwoRun<StoragePlanOptions> = async (options, console) => {
  const { hub, rendered } = selectedHub(options);
  const earlier = earlierVolumes(nodeFileSystem, options.out, hub.name);
  const now = (rendered.folder?.objects ?? [])
    .map(({ manifest }) => manifest as unknown as Parameters<typeof volumeOf>[0])
    .filter(({ kind }) => VOLUMES.includes(String(kind)))
    .map(volumeOf);
  const before = earlier
    .filter(({ component }) => component === 'storage')
    .map(({ object }) => volumeOf(object));
  const isIn = (all: readonly { kind: string; name: string }[], one: { kind: string; name: string }) =>
    all.some(({ kind, name }) => kind === one.kind && name === one.name);
  const leaving = before.filter((each) => !isIn(now, each));
  const arriving = now.filter(
    (each) =>
      !isIn(
        earlier.map(({ object }) => volumeOf(object)),
        each,
      ),
  );
  const problems = storageProblems(options, hub.name);
  const impossible = problems.filter(({ code }) => code === 'STORAGE_IMMUTABLE');
  // A plan cannot mend what Kubernetes refuses: its own hint says how.
  if (impossible.length > 0) throw new DiagnosticError(impossible);
  const changed = problems.filter(({ code }) => code === 'STORAGE_CHANGED');
  const plan = movePlan({
    hub: hub.name,
    namespace: hub.namespace,
    release: hub.release,
    leaving,
    arriving,
    declarations: declarations(changed, [
      ...new Set([...hub.released, ...leaving.map(({ kind, name }) => `${kind}/${name}`)]),
    ]),
  });
  if (options.json)
    printJson({ ok: plan === undefined, hub: hub.name, leaving, arriving, plan: plan ?? null });
  else if (plan === undefined)
    console.say(`${hub.name}: no volume leaves the output, and homes stay where they are.`);
  else process.stdout.write(plan);
  return plan === undefined ? EXIT.done : EXIT.no;
};

function storageProblems(
  { config, out }: StoragePlanOptions & { config: string },
  hub: string,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  synthesizeFleet({
    config,
    out,
    nameOf,
    onRendered: ({ name }, { diagnostics }) => {
      if (name === hub) found.push(...diagnostics.filter(({ code }) => code.startsWith('STORAGE_')));
    },
  });
  return found;
}

/** Empty where there is nothing to declare. */
function declarations(changed: readonly Diagnostic[], released: readonly string[]): string {
  const storage = changed.flatMap(({ hint = '' }) => /\{ storage: \[(.*)\] \}/.exec(hint)?.[1] ?? []);
  if (storage.length === 0 && released.length === 0) return '';
  const lines = storage.map((each) => `    - ${each.replace('"..."', '"moved on ..., by ..."')}\n`);
  const list = released.length === 0 ? '' : stringify({ released }).replace(/^/gm, '  ').trimEnd();
  return `migrations:\n${lines.length === 0 ? '' : `  storage:\n${lines.join('')}`}${list}\n`;
}
