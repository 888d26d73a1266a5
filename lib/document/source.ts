/** Reads a file of the user's: its bytes, then its data, each problem as a diagnostic. */
import { readFileSync } from 'node:fs';
import type { Diagnostic, Position } from '../diagnostics/diagnostic';
import { isObject, type JsonObject } from './json';
import { readYaml } from './read';

export interface ReadFile {
  readonly data: JsonObject | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export interface ReadProps {
  readonly file: string;
  /** How the file is called in messages, with forward slashes. */
  readonly name: string;
  /** Whether doubtful YAML is an error. */
  readonly strict: boolean;
  /** Whether a file without any data counts as an empty map. */
  readonly mayBeEmpty: boolean;
  /** Where the file was asked for. */
  readonly askedAt?: Position;
}

export function readMap({ file, name, strict, mayBeEmpty, askedAt }: ReadProps): ReadFile {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const position = askedAt ?? { file: name, line: 1, column: 1 };
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? 'is not there'
        : `cannot be read (${(error as NodeJS.ErrnoException).code})`;
    return {
      data: undefined,
      diagnostics: [{ code: 'FILE_NOT_FOUND', severity: 'error', message: `${name} ${reason}.`, position }],
    };
  }
  const { data, diagnostics } = readYaml({ file: name, bytes }, { strict });
  if (diagnostics.some((each) => each.severity === 'error') && data === undefined)
    return { data: undefined, diagnostics };
  if (isObject(data)) return { data, diagnostics };
  if ((data === undefined || data === null) && mayBeEmpty) return { data: {}, diagnostics };
  const problem: Diagnostic = {
    code: 'YAML_NOT_A_MAP',
    severity: 'error',
    message: data === undefined || data === null ? `${name} is empty.` : `${name} does not hold a map.`,
    hint: 'Write keys with values, such as `name: jupyter`.',
    position: { file: name, line: 1, column: 1 },
  };
  return { data: undefined, diagnostics: [...diagnostics, problem] };
}
