/** What a definition's fields are in the versions that are asked about, prepared once per definition. */
import { fieldsOf, NEWEST, OLDEST } from './data';
import type { FieldType, Variant } from './field-type';
import type { Range } from './violation';

/** One or both ends of a range. Where an end has a type of its own, what lies below is looked at for each end alone. */
export interface Versions {
  readonly minors: readonly number[];
  /** Rules beyond the schemas run once: with the newest version. */
  readonly newest: boolean;
  readonly oldest: number;
  readonly tables: Map<string, Table>;
  readonly alone: readonly Versions[];
}

export interface Expected {
  /** Versions that do not have the field. */
  readonly missing: readonly number[];
  readonly types: readonly { readonly type: FieldType; readonly versions: Versions }[];
}

export interface Table {
  readonly fields: ReadonlyMap<string, Expected>;
  readonly required: readonly string[];
}

const ranges = new Map<string, Versions>();

function versions(minors: readonly number[], newest: boolean, alone: readonly Versions[]): Versions {
  return { minors, newest, oldest: minors[0] ?? OLDEST, tables: new Map(), alone };
}

function within(minor: number): number {
  return Number.isFinite(minor) ? Math.min(Math.max(Math.trunc(minor), OLDEST), NEWEST) : NEWEST;
}

/** Versions that are not in the data are judged by the nearest one that is. */
export function versionsOf(range: Range): Versions {
  const [oldest, newest] = [within(range.oldest), within(range.newest)];
  const key = `${oldest}-${newest}`;
  let known = ranges.get(key);
  if (!known) {
    const last = versions([newest], true, []);
    known =
      oldest === newest ? last : versions([oldest, newest], true, [versions([oldest], false, []), last]);
    ranges.set(key, known);
  }
  return known;
}

const has = (variant: Variant, minor: number) => variant.since <= minor && minor <= variant.until;

function expect(variants: readonly Variant[], all: Versions): Expected & { required: boolean } {
  const both = variants.find((variant) => all.minors.every((minor) => has(variant, minor)));
  if (both) return { missing: [], types: [{ type: both.type, versions: all }], required: both.required };
  const types = [];
  const missing = [];
  let required = false;
  for (const [index, minor] of all.minors.entries()) {
    const variant = variants.find((each) => has(each, minor));
    const one = all.alone[index] ?? all;
    if (variant) types.push({ type: variant.type, versions: one });
    else missing.push(minor);
    required ||= variant?.required === true;
  }
  const [first, second] = types;
  // Only whether it is required changed: no need to look twice.
  const same = first && second && JSON.stringify(first.type) === JSON.stringify(second.type);
  return { missing, types: same ? [{ type: first.type, versions: all }] : types, required };
}

export function tableOf(definition: string, all: Versions): Table {
  let table = all.tables.get(definition);
  if (!table) {
    const fields = new Map<string, Expected>();
    const required: string[] = [];
    for (const [name, variants] of fieldsOf(definition)) {
      const expected = expect(variants, all);
      if (expected.types.length > 0) fields.set(name, expected);
      if (expected.required) required.push(name);
    }
    table = { fields, required };
    all.tables.set(definition, table);
  }
  return table;
}
