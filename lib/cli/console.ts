/** Messages to people: on stderr, in colour only on a terminal that wants it. */
import path from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { EXIT } from './exit-code';

const COLOURS = { red: 31, yellow: 33, bold: 1 } as const;

export class Console {
  readonly #colour: boolean;
  readonly #terminal: boolean;
  #progress = false;

  constructor(stream: { isTTY?: boolean } = process.stderr, environment: NodeJS.ProcessEnv = process.env) {
    // A dumb terminal can neither erase a line nor show colours.
    this.#terminal = stream.isTTY === true && environment['TERM'] !== 'dumb';
    // https://no-color.org
    this.#colour = this.#terminal && !environment['NO_COLOR'];
  }

  say(text: string): void {
    this.#clear();
    process.stderr.write(`${text}\n`);
  }

  /** A line that the next one replaces; nothing where nobody looks. */
  progress(text: string): void {
    if (!this.#terminal) return;
    process.stderr.write(`\r\u001b[K${text}`);
    this.#progress = true;
  }

  diagnostics(all: readonly Diagnostic[]): void {
    for (const each of all) this.say(this.#show(each));
    const errors = all.filter((each) => each.severity === 'error').length;
    if (all.length > 0) this.say(`${count(errors, 'error')}, ${count(all.length - errors, 'warning')}`);
  }

  /** A fault of ours: without the program's own text around it, which would hide the message. */
  fault(error: unknown): number {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    this.say(`${this.paint('red', 'hubsynth failed')}: ${oneLine(message)}`);
    this.say(
      'This is a fault of hubsynth itself. Please report it with the trace that DEBUG=hubsynth prints.',
    );
    if (process.env['DEBUG'] === 'hubsynth') this.say(stack ?? '');
    return EXIT.fault;
  }

  #show({ code, severity, message, hint, position }: Diagnostic): string {
    const place = position
      ? this.paint('bold', `${position.file}:${position.line}:${position.column}: `)
      : '';
    const kind = this.paint(severity === 'error' ? 'red' : 'yellow', `${severity} ${code}`);
    return `${place}${kind}: ${oneLine(message)}${hint === undefined ? '' : `\n    ${oneLine(hint)}`}`;
  }

  paint(colour: keyof typeof COLOURS, text: string): string {
    return this.#colour ? `\u001b[${COLOURS[colour]}m${text}\u001b[0m` : text;
  }

  #clear(): void {
    if (this.#progress) process.stderr.write('\r\u001b[K');
    this.#progress = false;
  }
}

/** A user's text must not move the cursor or start a line of its own. */
function oneLine(text: string): string {
  return [...text].map((letter) => (letter < ' ' || letter === '\u007f' ? ' ' : letter)).join('');
}

/** What `--json` promises a program: one document on stdout. */
export function printJson(data: unknown): void {
  process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
}

export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** How a file is called in messages: as seen from where the command runs, with forward slashes. */
export function nameOf(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return (relative.startsWith('..') ? file : relative).split(path.sep).join('/');
}
