/** A secret that somebody gives to a command: typed, through standard input, or in a file; never an argument. */
import { readFileSync } from 'node:fs';
import password from '@inquirer/password';
import { DiagnosticError } from '../../diagnostics/diagnostic';

export interface SecretSource {
  readonly file: string | undefined;
  readonly stdin: boolean | undefined;
  /** `a token of Vault`: what is asked for. */
  readonly what: string;
  /** The options that name a file, or standard input. */
  readonly options: string;
  /** Whether it may have several lines. */
  readonly lines?: boolean;
}

/** The secret without the newline at its end. Throws a DiagnosticError where there is none. */
export async function readSecret({
  file,
  stdin,
  what,
  options,
  lines = false,
}: SecretSource): Promise<string> {
  const text = file === undefined ? await typedOrPiped(stdin === true, what, options) : readText(file);
  const secret = text.replace(/\r?\n$/, '');
  if (secret.trim() === '') throw missing(`${capital(what)} is empty.`, options);
  if (!lines && /[\r\n]/.test(secret)) throw missing(`${capital(what)} has several lines.`, options);
  return secret;
}

async function typedOrPiped(stdin: boolean, what: string, options: string): Promise<string> {
  if (stdin) return readFileSync(0, 'utf8');
  if (!process.stdin.isTTY)
    throw missing(`${capital(what)} is needed, and nobody can be asked here.`, options);
  // On stderr: stdout is for the answer.
  return password({ message: `${capital(what)}:`, mask: true }, { output: process.stderr });
}

/** A file that an option names. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new DiagnosticError([
      {
        code: 'FILE_NOT_FOUND',
        severity: 'error',
        message: `${file} cannot be read: ${(error as NodeJS.ErrnoException).code}.`,
      },
    ]);
  }
}

function missing(message: string, options: string): DiagnosticError {
  return new DiagnosticError([
    { code: 'SECRET_MISSING', severity: 'error', message, hint: `Give it with ${options}.` },
  ]);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
