/** Runs a command so that problems that end it are said without a stack trace. */
import type { Code } from '../diagnostics/codes';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { type Console, printJson } from './console';
import { EXIT } from './exit-code';

/** With these set, the package `yaml` prints all it reads to stdout: into `--json`, and with the secrets in it. */
const TRACES_OF_YAML = ['LOG_STREAM', 'LOG_TOKENS'];

/** The world is at fault, not the input. */
const UNREACHABLE: readonly Code[] = ['OUT_WRITE_FAILED', 'PYTHON_ENVIRONMENT', 'SYSTEM_UNREACHABLE'];

/** The input is right, and somebody else says no. */
const SAID_NO: readonly Code[] = ['SYSTEM_REFUSED', 'USER_ADMIN', 'STORAGE_IN_USE'];

/** Gives the command's status, or that of the error that ended it. With `json` a program gets its document all the same. */
export function guarded(console: Console, command: () => number, json = false): number {
  for (const name of TRACES_OF_YAML) delete process.env[name];
  try {
    return command();
  } catch (error) {
    return ended(console, error, json);
  }
}

/** The same for a command that waits for others. */
export async function guardedAsync(
  console: Console,
  command: () => Promise<number>,
  json = false,
): Promise<number> {
  for (const name of TRACES_OF_YAML) delete process.env[name];
  try {
    return await command();
  } catch (error) {
    return ended(console, error, json);
  }
}

function ended(console: Console, error: unknown, json: boolean): number {
  if (!(error instanceof DiagnosticError)) return console.fault(error);
  const { diagnostics } = error;
  if (json) printJson({ ok: false, diagnostics });
  console.diagnostics(diagnostics);
  const has = (codes: readonly Code[]) => diagnostics.some(({ code }) => codes.includes(code));
  if (has(UNREACHABLE)) return EXIT.unreachable;
  return has(SAID_NO) ? EXIT.no : EXIT.input;
}
