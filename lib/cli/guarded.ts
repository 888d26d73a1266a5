/** Runs a command so that problems that end it are said without a stack trace. */
import type { Code } from '../diagnostics/codes';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { type Console, printJson } from './console';
import { EXIT } from './exit-code';

/** With these set, the package `yaml` prints all it reads to stdout: into `--json`, and with the secrets in it. */
const TRACES_OF_YAML = ['LOG_STREAM', 'LOG_TOKENS'];

/** The world is at fault, not the input. */
const UNREACHABLE: readonly Code[] = ['OUT_WRITE_FAILED', 'PYTHON_ENVIRONMENT'];

/** Gives the command's status, or that of the error that ended it. With `json` a program gets its document all the same. */
export function guarded(console: Console, command: () => number, json = false): number {
  for (const name of TRACES_OF_YAML) delete process.env[name];
  try {
    return command();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) return console.fault(error);
    const { diagnostics } = error;
    if (json) printJson({ ok: false, diagnostics });
    console.diagnostics(diagnostics);
    return diagnostics.some(({ code }) => UNREACHABLE.includes(code)) ? EXIT.unreachable : EXIT.input;
  }
}
