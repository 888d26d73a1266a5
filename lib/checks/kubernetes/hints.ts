/** The way out of an unknown kind or field. */
import { closest } from '../../validation/did-you-mean';
import { fieldsOf, knownKinds } from './data';
import type { FieldType, Variant } from './field-type';
import type { Table } from './table';

export function kindHint(apiVersion: string, kind: string): string | undefined {
  const known = knownKinds();
  const elsewhere = known.find((each) => each.kind === kind);
  if (elsewhere) return `did you mean apiVersion: ${elsewhere.apiVersion}?`;
  const here = known.filter((each) => each.apiVersion === apiVersion).map((each) => each.kind);
  const meant = closest(kind, here);
  return meant === undefined ? undefined : `did you mean ${meant}?`;
}

function inner(type: FieldType): string | undefined {
  if (type.form === 'list' || type.form === 'map') return inner(type.of);
  return type.form === 'definition' ? type.name : undefined;
}

/** A field of the same name one level down, or anywhere above: the indentation is wrong. */
function level(key: string, table: Table, above: readonly string[]): string | undefined {
  for (const [name, { types }] of table.fields) {
    for (const { type } of types) {
      const definition = inner(type);
      if (definition !== undefined && fieldsOf(definition).has(key)) return `it belongs below ${name}`;
    }
  }
  const higher = [...above].reverse().find((definition) => fieldsOf(definition).has(key));
  return higher === undefined ? undefined : `it belongs to the ${higher} above`;
}

/** For a field that no version has. `above` are the definitions around it, outermost first. */
export function fieldHint(key: string, table: Table, above: readonly string[]): string | undefined {
  const meant = closest(key, [...table.fields.keys()]);
  return meant === undefined ? level(key, table, above) : `did you mean ${meant}?`;
}

/** For a field that only some versions have. */
export function versionHint(variants: readonly Variant[]): string {
  const since = Math.min(...variants.map((each) => each.since));
  const until = Math.max(...variants.map((each) => each.until));
  const spans: string[] = [];
  if (Number.isFinite(since)) spans.push(`since Kubernetes 1.${since}`);
  if (Number.isFinite(until)) spans.push(`until Kubernetes 1.${until}`);
  const way = Number.isFinite(since)
    ? 'clusters before it drop it silently'
    : 'clusters after it drop it silently';
  return `known ${spans.join(' and ')}: ${way}`;
}
