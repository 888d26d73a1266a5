/** The command line: parses arguments, runs one command, ends with its status. */
import { Command, CommanderError } from 'commander';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { addRender, runRender } from './commands/render';
import { addSynth, runSynth } from './commands/synth';
import { Console } from './console';
import { EXIT } from './exit-code';

export function main(argv: readonly string[], version: string): void {
  const console = new Console();
  const program = new Command('hubsynth')
    .description('One typed config file per hub becomes the plain Kubernetes YAML of a whole JupyterHub platform.')
    .version(version)
    .showHelpAfterError('(hubsynth --help says more)')
    .exitOverride();
  addSynth(program, (options) => guarded(console, () => runSynth(options, console)));
  addRender(program, (options) => guarded(console, () => runRender(options, console)));
  try {
    program.parse([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version are no errors; everything else is wrong input, already explained.
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.input;
  }
}

/** Problems that end a command are said without a stack trace. */
function guarded(console: Console, command: () => number): number {
  try {
    return command();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) return console.fault(error);
    console.diagnostics(error.diagnostics);
    return error.diagnostics.some((each) => each.code === 'OUT_WRITE_FAILED') ? EXIT.unreachable : EXIT.input;
  }
}
