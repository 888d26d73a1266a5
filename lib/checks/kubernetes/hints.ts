/** The way out of an unknown kind or field. */
import { closest } from '../../validation/did-you-mean';
import { type Fields, fieldsOf, knownKinds } from './data';
import { parseVariants, type Scalar } from './field-type';

export function kindHint(apiVersion: string, kind: string): string | undefined {
  const known = knownKinds();
  const elsewhere = known.find((each) => each.kind === kind);
  if (elsewhere) return `did you mean apiVersion: ${elsewhere.apiVersion}?`;
  const here = known.filter((each) => each.apiVersion === apiVersion).map((each) => each.kind);
  const meant = closest(kind, here);
  return meant === undefined ? undefined : `did you mean ${meant}?`;
}

/** A field of the same name one level down, or anywhere above: the indentation is wrong. */
function level(key: string, fields: Fields, above: readonly string[]): string | undefined {
  for (const [name, text] of fields) {
    const definitions = text.match(/[A-Z]\w*/g) ?? [];
    if (definitions.some((definition) => fieldsOf(definition).has(key))) return `it belongs below ${name}`;
  }
  const higher = [...above].reverse().find((definition) => fieldsOf(definition).has(key));
  return higher === undefined ? undefined : `it belongs to the ${higher} above`;
}

/** For a field that no version has. `above` are the definitions around it, outermost first. */
export function fieldHint(key: string, fields: Fields, above: readonly string[]): string | undefined {
  const meant = closest(key, [...fields.keys()]);
  return meant === undefined ? level(key, fields, above) : `did you mean ${meant}?`;
}

/** For a field that only some versions have. */
export function versionHint(text: string): string {
  const variants = parseVariants(text);
  const since = Math.min(...variants.map((each) => each.since));
  const until = Math.max(...variants.map((each) => each.until));
  const spans: string[] = [];
  if (Number.isFinite(since)) spans.push(`since Kubernetes 1.${since}`);
  if (Number.isFinite(until)) spans.push(`until Kubernetes 1.${until}`);
  const clusters = Number.isFinite(since) ? 'before' : 'after';
  return `known ${spans.join(' and ')}: clusters ${clusters} it refuse or drop it`;
}

/** For a scalar of a wrong type: quotes too many or too few are the usual cause. */
export function quotesHint(value: unknown, scalar: Scalar): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean')
    return scalar === 's' ? 'put it in quotes' : undefined;
  if (typeof value !== 'string') return undefined;
  const number = /^[+-]?\d+$/.test(value) && 'iln'.includes(scalar);
  const boolean = (value === 'true' || value === 'false') && scalar === 'b';
  return number || boolean ? 'write it without quotes' : undefined;
}
