/** `hubsynth images build`, `images push`. */
import path from 'node:path';
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { imageSettings } from '../../features/images/images';
import { withContext } from '../../ops/images/context';
import { findEngine } from '../../ops/images/engine';
import { buildCommand, ENGINES, type Image, pushCommand, wheelCommand } from '../../ops/images/plan';
import { runProgram } from '../../ops/images/run';
import { refused } from '../../ops/system-error';
import type { ImagesBuildOptions, ImagesOptions } from '../commands/images';
import { type Console, printJson } from '../console';
import { EXIT } from '../exit-code';
import type { DayTwoRun } from './run';
import { selectedHub } from './selected-hub';

/** Beside the bundle, in the package. */
const PACKAGE = path.join(__dirname, '..');
const WHEEL = path.join(PACKAGE, 'python', 'buunstack');

export const imagesBuild: DayTwoRun<ImagesBuildOptions> = async (options, console) => {
  const { python, cache, buildArg: buildArgs = [], dryRun } = options;
  const wrong = buildArgs.find((each) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(each));
  if (wrong !== undefined)
    throw new DiagnosticError([
      {
        code: 'SCHEMA_FORMAT',
        severity: 'error',
        message: `--build-arg ${wrong} is not NAME=value.`,
        hint: 'docs/images.md has the names.',
      },
    ]);
  const images = imagesOf(options);
  const program = engineOf(options);
  const commands = (context: string) => [
    wheelCommand(python, WHEEL, context),
    ...images.map((image) => buildCommand({ program, image, context, buildArgs, cache })),
  ];
  if (dryRun) return print(commands('CONTEXT'), images, options);
  await withContext(path.join(PACKAGE, 'images'), async (context) => {
    for (const command of commands(context)) await run(command, console);
  });
  return done(images, options);
};

export const imagesPush: DayTwoRun<ImagesOptions> = async (options, console) => {
  const images = imagesOf(options);
  const program = engineOf(options);
  const commands = images.map((image) => pushCommand(program, image));
  if (options.dryRun) return print(commands, images, options);
  for (const command of commands) await run(command, console);
  return done(images, options);
};

function imagesOf(options: ImagesOptions): Image[] {
  const { hub } = selectedHub(options);
  const { notebook, cudaNotebook } = imageSettings(hub.sections.images);
  const all = {
    notebook: { folder: 'datastack-notebook', name: notebook },
    cuda: { folder: 'datastack-cuda-notebook', name: cudaNotebook },
  } as const;
  return options.image === undefined ? Object.values(all) : [all[options.image]];
}

/** A dry run is for reading: it needs no engine. */
function engineOf({ engine, dryRun }: ImagesOptions): string {
  if (dryRun) return engine ?? ENGINES[0];
  return findEngine(engine, process.env['PATH'] ?? '');
}

async function run(command: readonly string[], console: Console): Promise<void> {
  console.say(`+ ${shown(command)}`);
  const status = await runProgram(command);
  if (status !== 0)
    throw refused(
      command[0] ?? '',
      command.slice(1, 4).join(' '),
      `status ${status}`,
      'What it said is above.',
    );
}

function print(
  commands: readonly (readonly string[])[],
  images: readonly Image[],
  { json }: ImagesOptions,
): number {
  if (json) printJson({ ok: true, commands, images: images.map(({ name }) => name) });
  else process.stdout.write(`${commands.map(shown).join('\n')}\n`);
  return EXIT.done;
}

function done(images: readonly Image[], { json }: ImagesOptions): number {
  if (json) printJson({ ok: true, images: images.map(({ name }) => name) });
  else process.stdout.write(`${images.map(({ name }) => name).join('\n')}\n`);
  return EXIT.done;
}

/** As a shell would take it. */
function shown(command: readonly string[]): string {
  return command
    .map((each) => (/^[\w@%+=:,./-]+$/.test(each) ? each : `'${each.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
