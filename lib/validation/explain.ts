/** Turns what a compiled check found into diagnostics that point at the line and name the way out. */
import type { ErrorObject } from 'ajv';
import type { Code } from '../diagnostics/codes';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Json, JsonObject } from '../document/json';
import { type Path, positionAt, showPath, valueAt } from '../document/path';
import { describeType, describeValue } from './describe';
import { closest } from './did-you-mean';

export interface Checked {
  /** What was checked. */
  readonly data: JsonObject;
  /** What the user wrote, where that differs: keys that a null deleted are looked up here. */
  readonly written?: JsonObject;
  /** JSON Schema of the data, for the names of known keys and the meaning of each. */
  readonly schema: JsonObject;
  /** Stands before each path in messages: `['jupyterhub']`. */
  readonly prefix: Path;
  /** Keys of the values whose content is never shown. */
  readonly secret: (path: Path) => boolean;
  /** Finds keys of the same name elsewhere in the schema, for keys on a wrong level. */
  readonly elsewhere?: (key: string) => readonly string[];
}

export function explain(errors: readonly ErrorObject[], checked: Checked): Diagnostic[] {
  const found = errors.filter((each) => each.keyword !== 'if').map((each) => explainOne(each, checked));
  // One value of several allowed types fails once for each of them.
  const seen = new Set<string>();
  return found.filter((each) => {
    const key = `${each.code} ${each.path}`;
    return !seen.has(key) && seen.add(key);
  });
}

function explainOne(error: ErrorObject, checked: Checked): Diagnostic {
  const parent = pathOf(error.instancePath, checked.data);
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'additionalProperties')
    return unknownKey(parent, String(params['additionalProperty']), checked);
  if (error.keyword === 'required') return missingKey(parent, String(params['missingProperty']), checked);
  const value = valueAt(checked.data, parent);
  const [code, rule] = ruleOf(error, value);
  const shown = checked.secret(parent) ? describeType(value) : describeValue(value);
  const message = `${showPath([...checked.prefix, ...parent])} is ${shown}; ${rule}.`;
  return at(checked, parent, code, message, wayOut(error, value, schemaAt(checked.schema, parent)));
}

function ruleOf(error: ErrorObject, value: Json | undefined): [Code, string] {
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'type':
      return [
        'SCHEMA_TYPE',
        `it has to be ${orList([params['type']].flat().map(typeName))}, not ${describeType(value)}`,
      ];
    case 'enum':
      return ['SCHEMA_ENUM', `it has to be ${orList(params['allowedValues'])}`];
    case 'pattern':
      return ['SCHEMA_FORMAT', `it has to match ${String(params['pattern'])}`];
    case 'maxLength':
      return ['SCHEMA_FORMAT', `it may have ${String(params['limit'])} characters`];
    case 'minLength':
      return ['SCHEMA_FORMAT', 'it may not be empty'];
    case 'minimum':
      return ['SCHEMA_RANGE', `it has to be ${String(params['limit'])} or more`];
    default:
      return ['SCHEMA_TYPE', `it breaks the rule ${error.keyword}`];
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a map',
  array: 'a list',
};

function typeName(type: unknown): string {
  return TYPES[String(type)] ?? String(type);
}

function wayOut(
  error: ErrorObject,
  value: Json | undefined,
  schema: JsonObject | undefined,
): string | undefined {
  const types = [(error.params as Record<string, unknown>)['type']].flat();
  if (
    error.keyword === 'type' &&
    types.includes('string') &&
    (typeof value === 'number' || typeof value === 'boolean')
  ) {
    return 'Put it in quotes.';
  }
  if (error.keyword === 'type' && typeof value === 'string' && isWrittenAs(types, value))
    return 'Remove the quotes.';
  const meaning = schema?.['description'];
  return typeof meaning === 'string' ? `Its meaning: ${meaning}` : undefined;
}

/** Whether the text would be of one of the types without its quotes. */
function isWrittenAs(types: readonly unknown[], text: string): boolean {
  if (types.includes('boolean') && /^(true|false)$/.test(text)) return true;
  return (types.includes('number') || types.includes('integer')) && /^-?\d+(\.\d+)?$/.test(text);
}

function unknownKey(parent: Path, key: string, checked: Checked): Diagnostic {
  const known = Object.keys(
    (schemaAt(checked.schema, parent)?.['properties'] as JsonObject | undefined) ?? {},
  );
  const meant = closest(key, known);
  const elsewhere = checked.elsewhere?.(key) ?? [];
  const place = showPath([...checked.prefix, ...parent]) || 'the top level';
  const hint =
    elsewhere.length > 0 && (meant === undefined || meant.toLowerCase() !== key.toLowerCase())
      ? `There is ${orList(elsewhere.slice(0, 3))}: is it on the wrong level?`
      : meant !== undefined
        ? `Did you mean ${JSON.stringify(meant)}?`
        : known.length > 0
          ? `Known keys: ${known.sort().join(', ')}.`
          : undefined;
  return at(
    checked,
    [...parent, key],
    'SCHEMA_UNKNOWN_KEY',
    `${JSON.stringify(key)} is not a key of ${place}.`,
    hint,
  );
}

function missingKey(parent: Path, key: string, checked: Checked): Diagnostic {
  const path = [...parent, key];
  const deleted = valueAt(checked.written, path) === null;
  const meaning = (schemaAt(checked.schema, path)?.['description'] as string | undefined) ?? '';
  const message = deleted
    ? `${showPath([...checked.prefix, ...path])} is null, which deletes its default, and cannot be without.`
    : `${JSON.stringify(key)} is missing in ${showPath([...checked.prefix, ...parent]) || 'the file'}.`;
  return at(
    checked,
    path,
    'SCHEMA_MISSING_KEY',
    message,
    deleted ? 'Leave the key out to keep the default.' : meaning || undefined,
  );
}

function at(checked: Checked, path: Path, code: Code, message: string, hint: string | undefined): Diagnostic {
  const written = checked.written === undefined ? undefined : exactPosition(checked.written, path);
  const position = written ?? positionAt(checked.data, path);
  return {
    code,
    severity: 'error',
    message,
    path: showPath([...checked.prefix, ...path]),
    ...(hint === undefined ? {} : { hint }),
    ...(position === undefined ? {} : { position }),
  };
}

function exactPosition(data: JsonObject, path: Path) {
  return valueAt(data, path) === undefined ? undefined : positionAt(data, path);
}

/** ajv's JSON pointer as a path; digits are an index only where the data is a list. */
export function pathOf(pointer: string, data: Json): Path {
  const path: (string | number)[] = [];
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(valueAt(data, path)) ? Number(key) : key);
  }
  return path;
}

function schemaAt(schema: JsonObject, path: Path): JsonObject | undefined {
  let node: JsonObject | undefined = schema;
  for (const key of path) {
    const properties = node?.['properties'] as Record<string, JsonObject> | undefined;
    const next: unknown =
      typeof key === 'number' ? node?.['items'] : (properties?.[key] ?? node?.['additionalProperties']);
    node = typeof next === 'object' && next !== null ? (next as JsonObject) : undefined;
  }
  return node;
}

function orList(words: unknown): string {
  const all = (Array.isArray(words) ? words : [words]).map((each) =>
    each === null ? 'null' : each === '' ? '""' : String(each),
  );
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all[all.length - 1]}`;
}
