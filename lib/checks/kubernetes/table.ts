/** What a definition's fields are in the versions that are asked about, worked out when first asked for. */
import { type Fields, fieldsOf, NEWEST, OLDEST } from './data';
import { type FieldType, parseVariants, type Variant } from './field-type';
import type { Range } from './violation';

/** One or both ends of a range. Where the ends differ in a type, what lies below is looked at for each end alone. */
export interface Versions {
  readonly minors: readonly number[];
  /** Rules beyond the schemas run once: with the newest version. */
  readonly newest: boolean;
  readonly alone: readonly Versions[];
  /** By the field's text: equal texts mean equal fields, whatever definition they are in. */
  readonly expected: Map<string, Expected>;
  readonly tables: Map<string, Table>;
}

export interface Expected {
  /** Versions that do not have the field. */
  readonly missing: readonly number[];
  readonly required: boolean;
  readonly types: readonly { readonly type: FieldType; readonly versions: Versions }[];
}

export interface Table {
  readonly fields: Fields;
  readonly required: readonly string[];
}

const ranges = new Map<string, Versions>();

function versions(minors: readonly number[], newest: boolean, alone: readonly Versions[]): Versions {
  return { minors, newest, alone, expected: new Map(), tables: new Map() };
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

function work(text: string, all: Versions): Expected {
  const variants = parseVariants(text);
  const [only] = variants;
  if (only && !text.includes('@'))
    return { missing: [], required: only.required, types: [{ type: only.type, versions: all }] };
  const at = (minor: number): Variant | undefined =>
    variants.find((each) => each.since <= minor && minor <= each.until);
  const missing = all.minors.filter((minor) => !at(minor));
  const types = all.minors.flatMap((minor, index) => {
    const variant = at(minor);
    return variant ? [{ type: variant.type, versions: all.alone[index] ?? all }] : [];
  });
  const [first, second] = types;
  const same = first !== undefined && second?.type === first.type;
  const required = all.minors.some((minor) => at(minor)?.required);
  return { missing, required, types: same ? [{ type: first.type, versions: all }] : types };
}

export function expectedOf(text: string, all: Versions): Expected {
  let expected = all.expected.get(text);
  if (!expected) {
    expected = work(text, all);
    all.expected.set(text, expected);
  }
  return expected;
}

export function tableOf(definition: string, all: Versions): Table {
  let table = all.tables.get(definition);
  if (!table) {
    const fields = fieldsOf(definition);
    const required: string[] = [];
    for (const [name, text] of fields)
      if (text.includes('!') && expectedOf(text, all).required) required.push(name);
    table = { fields, required };
    all.tables.set(definition, table);
  }
  return table;
}
