/** `hubsynth assumptions`: what has to be there for the output to work, and no build can see. */
import type { Command } from 'commander';
import { type Console, printJson } from '../console';
import { EXIT } from '../exit-code';
import { type HubsOptions, hubsOptions, renderedHubs } from '../rendered-hubs';

export function addAssumptions(program: Command, run: (options: HubsOptions) => number): void {
  hubsOptions(program.command('assumptions'))
    .description('what the output takes for granted in clusters and other systems')
    .option('--json', 'print a report for programs on stdout')
    .addHelpText(
      'after',
      '\nA list from the config alone: nothing is asked of any system. Exit status: 0 done, 2 the config is wrong.',
    )
    .action((options: HubsOptions) => {
      process.exitCode = run(options);
    });
}

export function runAssumptions(options: HubsOptions, console: Console): number {
  const found = renderedHubs(options, console);
  if (found === undefined) return EXIT.input;
  const hubs = found.map(({ hub, rendered: { assumptions } }) => ({ hub: hub.name, assumptions }));
  if (options.json) printJson({ ok: true, hubs });
  else for (const { hub, assumptions } of hubs) process.stdout.write(text(hub, assumptions));
  return EXIT.done;
}

function text(hub: string, assumptions: readonly string[]): string {
  if (assumptions.length === 0) return `${hub}: nothing\n`;
  return `${hub}\n${assumptions.map((each) => `- ${each}\n`).join('')}`;
}
