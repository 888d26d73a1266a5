/** Asks the real readers: builds the Go program beside this file once, into a temporary folder. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface GoReading {
  readonly json: string;
  readonly error: string;
}

export interface GoReadings extends GoReading {
  readonly v3: GoReading;
  /** The document as Helm would write it again. */
  readonly again: string;
}

export interface Oracle {
  read(documents: readonly (string | Uint8Array)[]): GoReadings[];
  remove(): void;
}

export function buildOracle(): Oracle {
  if (spawnSync('go', ['version']).status !== 0) {
    throw new Error(
      'These tests compare with the real reader of Helm and need Go: install it, or put `go` on the PATH.',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'go-yaml-'));
  const program = join(folder, 'go-yaml');
  execFileSync('go', ['build', '-trimpath', '-o', program, '.'], {
    cwd: __dirname,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return {
    read: (documents) => {
      const input = JSON.stringify(documents.map((each) => Buffer.from(each).toString('base64')));
      const output = execFileSync(program, { input, maxBuffer: 2 ** 30, encoding: 'utf8' });
      return JSON.parse(output) as GoReadings[];
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** A text that is equal for equal data: keys sorted, the negative zero told from the other. */
export function canonical(value: unknown): string {
  return JSON.stringify(ordered(value));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (Object.is(value, -0)) return { negative: 'zero' };
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { map: entries.map(([key, inner]) => [key, ordered(inner)]) };
}
