/** What the cdk8s CLI gets in a folder that is not ours (`-o X`, `--stdout`): the objects, nothing else. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hasErrors } from '../diagnostics/diagnostic';
import { withoutStacks } from '../output/failure';
import { planFolders } from '../output/plan';
import { synthesizeFleet } from '../synth/fleet';
import { type Console, nameOf } from './console';
import { EXIT } from './exit-code';

export function runObjectsOnly({ config, out }: { config: string; out: string }, console: Console): number {
  const synthesis = synthesizeFleet({ config, nameOf });
  const plan = hasErrors(synthesis.diagnostics) ? undefined : planFolders(synthesis.folders);
  const diagnostics = [...synthesis.diagnostics, ...(plan?.diagnostics ?? [])];
  console.diagnostics(diagnostics);
  if (plan === undefined || hasErrors(diagnostics)) return EXIT.input;
  withoutStacks(
    out,
    () => 'It may hold some of the objects.',
    () => {
      for (const { folder, files } of plan.folders) {
        for (const [name, text] of files) {
          if (path.basename(name) === 'kustomization.yaml') continue;
          const file = path.join(out, folder, name);
          mkdirSync(path.dirname(file), { recursive: true });
          writeFileSync(file, text);
        }
      }
    },
  );
  return EXIT.done;
}
