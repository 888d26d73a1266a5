/** The command line: parses arguments, runs one command, ends with its status. */
import { Command, CommanderError } from 'commander';
import { addCheckHub, runCheckHub } from './commands/check-hub';
import { addRender, runRender } from './commands/render';
import { addSynth, runSynth } from './commands/synth';
import { Console } from './console';
import { EXIT } from './exit-code';
import { guarded } from './guarded';

export function main(argv: readonly string[], version: string): void {
  const console = new Console();
  const program = new Command('hubsynth')
    .description(
      'One typed config file per hub becomes the plain Kubernetes YAML of a whole JupyterHub platform.',
    )
    .version(version)
    .showHelpAfterError('(hubsynth --help says more)')
    .exitOverride();
  addSynth(program, (options) => guarded(console, () => runSynth(options, console), options.json));
  addRender(program, (options) => guarded(console, () => runRender(options, console), options.json));
  const check = program.command('check').description('check what was rendered');
  addCheckHub(check, (options) => guarded(console, () => runCheckHub(options, console), options.json));
  try {
    program.parse([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version are no errors; everything else is wrong input, already explained.
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.input;
  }
}
