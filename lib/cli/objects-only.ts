/** What the cdk8s CLI gets in a folder that is not ours (`-o X`, `--stdout`): the objects, nothing else. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hasErrors } from '../diagnostics/diagnostic';
import { withoutStacks } from '../output/failure';
import { synthesizeFleet } from '../synth/fleet';
import { type Console, nameOf } from './console';
import { EXIT } from './exit-code';

export interface ObjectsOnlyOptions {
  readonly config: string;
  readonly out: string;
  /** Where the whole output is, if there is one: hubs are compared with it. */
  readonly published: string;
}

export function runObjectsOnly({ config, out, published }: ObjectsOnlyOptions, console: Console): number {
  const { folders, diagnostics } = synthesizeFleet({
    config,
    ...(existsSync(published) ? { out: published } : {}),
    nameOf,
  });
  console.diagnostics(diagnostics);
  if (hasErrors(diagnostics)) return EXIT.input;
  const objects = folders.flatMap(({ folder, files }) =>
    [...files]
      .filter(([name]) => path.basename(name) !== 'kustomization.yaml')
      .map(([name, text]): [string, string] => [path.join(folder, name), text]),
  );
  const files = isForStdout(out)
    ? [['objects.yaml', objects.map(([, text]) => text).join('')] as const]
    : objects;
  withoutStacks(
    out,
    () => 'It may hold some of the objects.',
    () => {
      for (const [name, text] of files) {
        const file = path.join(out, name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    },
  );
  return EXIT.done;
}

/**
 * The folder that the CLI makes for `--stdout`; it is there already, unlike one given with `-o`. The CLI prints all
 * files at once, 64 KiB of each in turn, so that larger ones would end up within each other: one file has no other.
 */
function isForStdout(out: string): boolean {
  const [parent, temporary] = [path.dirname(path.resolve(out)), path.resolve(os.tmpdir())];
  return parent === temporary && path.basename(out).startsWith('cdk8s-') && existsSync(out);
}
