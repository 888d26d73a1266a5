/** Whether a trait takes a plain value, as traitlets decides it; the exceptions are named here. */
import { isObject, type Json } from '../../document/json';
import type { Path } from '../../document/path';
import { isSecretRef } from '../secret-ref';
import { classOf, type Group, type Limits, type TraitType, traitData } from './data';
import { called } from './type-words';

/** What is wrong, and where in the value. */
export interface Refusal {
  readonly path: Path;
  readonly problem: 'type' | 'unknown-key' | 'missing-key';
  /** For `type` what the value has to be; else the keys that are known. */
  readonly expected: string;
  readonly known?: readonly string[];
}

const SIZE = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*[KMGT]$/i;

/** The first thing that the type refuses in the value; undefined where it takes it. */
export function refusal(type: TraitType, value: Json): Refusal | undefined {
  if (typeof type === 'string') return takesWord(type, value) ? undefined : wrong(type);
  if ('either' in type) return refusedByAll(type.either, type, value);
  if ('enum' in type) return type.enum.includes(value as string) ? undefined : wrong(type);
  if ('word' in type) return isWord(type.word, value) ? undefined : wrong(type);
  if ('integer' in type) return inside(type.integer, value, Number.isInteger) ? undefined : wrong(type);
  if ('number' in type) return inside(type.number, value, Number.isFinite) ? undefined : wrong(type);
  if ('name' in type) return namesClass(type.name, value) ? undefined : wrong(type);
  if ('list' in type) return refusedItem(type, type.list, value, false);
  if ('set' in type) return refusedItem(type, type.set, value, true);
  if ('row' in type) return refusedRow(type, type.row, value);
  if ('map' in type) return refusedValue(type, type.map[1], value);
  return refusedShape(type, value);
}

function wrong(type: TraitType): Refusal {
  return { path: [], problem: 'type', expected: called(type) };
}

function takesWord(word: Extract<TraitType, string>, value: Json): boolean {
  switch (word) {
    case 'any':
      return true;
    case 'null':
      return value === null;
    case 'string':
      return typeof value === 'string' || isSecretRef(value);
    // 0 and 1 are as good as false and true.
    case 'boolean':
      return typeof value === 'boolean' || value === 0 || value === 1;
    // traitlets takes true for 1, which nobody means.
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    // The hub knows no Gi: `SIZE` ends with one letter, a capital.
    case 'size':
      return (
        typeof value === 'number' || (typeof value === 'string' && SIZE.test(value) && /[KMGT]$/.test(value))
      );
    default:
      return false;
  }
}

function isWord(words: readonly string[], value: Json): boolean {
  return typeof value === 'string' && words.includes(value.toLowerCase());
}

function inside([lowest, highest]: Limits, value: Json, fits: (value: unknown) => boolean): boolean {
  const number = Number(value);
  return fits(value) && (lowest === null || number >= lowest) && (highest === null || number <= highest);
}

/** A registered name, in any case, or a class by its module; of the hub's own packages only classes that are there. */
function namesClass(group: Group, value: Json): boolean {
  if (typeof value !== 'string') return false;
  const [module = '', ...rest] = value.split('.');
  const foreign = rest.length > 0 && !traitData().modules.includes(module);
  return foreign || classOf(group, value) !== undefined;
}

/** Where one of the types is of the value's form, what is wrong within tells more. */
function refusedByAll(types: readonly TraitType[], type: TraitType, value: Json): Refusal | undefined {
  const refusals: Refusal[] = [];
  for (const each of types) {
    const found = refusal(each, value);
    if (found === undefined) return undefined;
    refusals.push(found);
  }
  return refusals.find(({ path }) => path.length > 0) ?? wrong(type);
}

function refusedItem(
  type: TraitType,
  [of, fewest]: readonly [TraitType, number],
  value: Json,
  isSet: boolean,
): Refusal | undefined {
  if (!Array.isArray(value) || value.length < fewest) return wrong(type);
  for (const [index, item] of (value as Json[]).entries()) {
    const found =
      refusal(of, item) ??
      // Python's sets hold nothing that can change.
      (isSet && typeof item === 'object' && item !== null && !isSecretRef(item)
        ? wrong('string')
        : undefined);
    if (found) return { ...found, path: [index, ...found.path] };
  }
  return undefined;
}

function refusedRow(type: TraitType, row: readonly TraitType[], value: Json): Refusal | undefined {
  if (!Array.isArray(value) || value.length !== row.length) return wrong(type);
  for (const [index, of] of row.entries()) {
    const found = refusal(of, (value as Json[])[index] ?? null);
    if (found) return { ...found, path: [index, ...found.path] };
  }
  return undefined;
}

function refusedValue(type: TraitType, of: TraitType, value: Json): Refusal | undefined {
  if (!isObject(value)) return wrong(type);
  for (const [key, each] of Object.entries(value)) {
    const found = refusal(of, each);
    if (found) return { ...found, path: [key, ...found.path] };
  }
  return undefined;
}

function refusedShape(
  type: Extract<TraitType, { readonly shape: unknown }>,
  value: Json,
): Refusal | undefined {
  if (!isObject(value)) return wrong(type);
  const shape = new Map(Object.entries(type.shape).map(([key, of]) => [key.replace(/!$/, ''), of]));
  const known = [...shape.keys()];
  const expected = known.join(', ');
  for (const [key, each] of Object.entries(value)) {
    const of = shape.get(key);
    if (of === undefined) return { path: [key], problem: 'unknown-key', expected, known };
    const found = refusal(of, each);
    if (found) return { ...found, path: [key, ...found.path] };
  }
  const missing = known.find((key) => Object.hasOwn(type.shape, `${key}!`) && !Object.hasOwn(value, key));
  return missing === undefined ? undefined : { path: [missing], problem: 'missing-key', expected, known };
}
