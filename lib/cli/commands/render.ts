/** `hubsynth render`: renders a bare Zero to JupyterHub values file; no config is needed. */
import type { Command } from 'commander';
import { hasErrors, inOrder } from '../../diagnostics/diagnostic';
import { planFolders } from '../../output/plan';
import { publish } from '../../output/publish';
import { recover } from '../../output/recover';
import { renderValues } from '../../synth/render';
import { collect } from '../collect';
import { type Console, nameOf, printJson } from '../console';
import { EXIT } from '../exit-code';
import { summary } from '../summary';

export interface RenderOptions {
  readonly values: readonly string[];
  readonly name: string;
  readonly namespace: string;
  readonly out: string;
  readonly strict?: boolean;
  readonly fixed?: boolean;
  readonly json?: boolean;
}

export function addRender(program: Command, run: (options: RenderOptions) => number): void {
  program
    .command('render')
    .description('render a bare Zero to JupyterHub values file as chart 4.2.0 would')
    .requiredOption('--values <file>', 'values file; may be given several times, later ones win', collect)
    .requiredOption('--out <dir>', 'folder for the objects')
    .option('--name <release>', 'Helm release name', 'jupyterhub')
    .option('--namespace <namespace>', 'namespace of the objects', 'jupyter')
    .option('--strict', 'refuse what the chart accepts but ignores')
    .option('--fixed', 'do right what the chart does wrong (docs/differences.md)')
    .option('--json', 'print a report for programs on stdout')
    .addHelpText(
      'after',
      '\nSecrets that have to be made elsewhere are listed in required-secrets.json.\nExit status: 0 done, 2 the values are wrong, 3 the output cannot be written.',
    )
    .action((options: RenderOptions) => {
      process.exitCode = run(options);
    });
}

export function runRender(options: RenderOptions, console: Console): number {
  const { name, namespace, out } = options;
  for (const sentence of recover(out)) console.say(sentence);
  const rendering = renderValues({
    files: options.values,
    nameOf,
    release: { name, namespace },
    strict: options.strict === true,
    fixed: options.fixed === true,
    out,
  });
  const failed = hasErrors(rendering.diagnostics) || rendering.folder === undefined;
  const plan =
    failed || !rendering.folder ? { folders: [], diagnostics: [] } : planFolders([rendering.folder]);
  const diagnostics = inOrder([...rendering.diagnostics, ...plan.diagnostics]);
  console.diagnostics(diagnostics);
  const ok = !failed && !hasErrors(plan.diagnostics);
  if (!ok) {
    if (options.json) printJson({ ok, diagnostics });
    console.say(`Nothing was written to ${out}.`);
    return EXIT.input;
  }
  const report = publish(out, plan.folders, { check: false, wholeFleet: true });
  if (options.json) printJson({ ok, diagnostics, report });
  for (const line of [...report.recovered, ...summary(report, out, false)]) console.say(line);
  return EXIT.done;
}
