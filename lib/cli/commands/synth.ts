/** `hubsynth synth`: builds dist/ from config/. */
import path from 'node:path';
import type { Command } from 'commander';
import { DiagnosticError, hasErrors } from '../../diagnostics/diagnostic';
import { publish } from '../../output/publish';
import { recover } from '../../output/recover';
import { synthesizeFleet } from '../../synth/fleet';
import { type Console, nameOf, printJson } from '../console';
import { EXIT } from '../exit-code';
import { summary } from '../summary';

export interface SynthOptions {
  readonly config: string;
  readonly out: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

export function addSynth(program: Command, run: (options: SynthOptions) => number): void {
  program
    .command('synth')
    .description('build the output folder from the config folder')
    .option('--config <dir>', 'folder with one file per hub', 'config')
    .option('--out <dir>', 'output folder', 'dist')
    .option('--check', 'write nothing; exit 1 when the output folder is stale')
    .option('--json', 'print a report for programs on stdout')
    .addHelpText(
      'after',
      '\nExit status: 0 done, 1 stale (--check), 2 the config is wrong, 3 the output cannot be written.',
    )
    .action((options: SynthOptions) => {
      process.exitCode = run(options);
    });
}

export function runSynth(options: SynthOptions, console: Console): number {
  const check = options.check === true;
  refuseOutputInConfig(options);
  if (!check) for (const sentence of recover(options.out)) console.say(sentence);
  const { folders, diagnostics } = synthesizeFleet({
    config: options.config,
    out: options.out,
    nameOf,
    onHub: (index, all) => {
      if (all > 1) console.progress(`rendering hub ${index + 1} of ${all}`);
    },
  });
  console.diagnostics(diagnostics);
  if (hasErrors(diagnostics)) {
    if (options.json) printJson({ ok: false, diagnostics });
    console.say(`Nothing was written; ${options.out} is as it was.`);
    return EXIT.input;
  }
  const report = publish(options.out, folders, { check, wholeFleet: true });
  if (options.json) printJson({ ok: !report.stale, diagnostics, report });
  for (const line of [...report.recovered, ...report.pending, ...summary(report, options.out, check)]) {
    console.say(line);
  }
  if (!report.stale) return EXIT.done;
  console.say(`${options.out} is stale: run npm run synth and commit the result.`);
  return EXIT.no;
}

/** Every file of the output would be taken for a hub by the next build. */
function refuseOutputInConfig({ config, out }: SynthOptions): void {
  const relative = path.relative(path.resolve(config), path.resolve(out));
  if (relative.startsWith('..') || path.isAbsolute(relative)) return;
  const message = `The output folder ${out} lies in the config folder ${config}.`;
  const hint = 'The next build would take its files for hubs. Choose a folder beside it.';
  throw new DiagnosticError([{ code: 'OUT_IN_CONFIG', severity: 'error', message, hint }]);
}
