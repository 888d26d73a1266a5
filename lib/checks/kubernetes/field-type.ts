/** The types of fields, read from the letters that scripts/kubernetes-schema.py writes. */

const SCALARS = ['s', 'b', 'i', 'l', 'n', 'q', 'x', 'y', 't', 'o'] as const;

/** string, boolean, int32, int64, number, quantity, integer or string, base64, time, any map. */
export type Scalar = (typeof SCALARS)[number];

export type FieldType =
  | { readonly form: 'scalar'; readonly scalar: Scalar }
  | { readonly form: 'enum'; readonly values: readonly string[] }
  | { readonly form: 'list'; readonly of: FieldType }
  | { readonly form: 'map'; readonly of: FieldType }
  | { readonly form: 'definition'; readonly name: string };

/** A field's type in some of the versions. */
export interface Variant {
  readonly type: FieldType;
  readonly required: boolean;
  readonly since: number;
  readonly until: number;
}

const types = new Map<string, FieldType>();

function parseType(text: string): FieldType {
  const rest = text.slice(1);
  if (text.startsWith('[')) return { form: 'list', of: typeOf(rest) };
  if (text.startsWith('{')) return { form: 'map', of: typeOf(rest) };
  if (text.startsWith('=')) return { form: 'enum', values: rest.split(',') };
  const scalar = SCALARS.find((each) => each === text);
  return scalar === undefined ? { form: 'definition', name: text } : { form: 'scalar', scalar };
}

/** Equal texts give one object: types are compared by identity. */
function typeOf(text: string): FieldType {
  let type = types.get(text);
  if (!type) {
    type = parseType(text);
    types.set(text, type);
  }
  return type;
}

function parseVariant(text: string): Variant {
  const required = text.startsWith('!');
  const at = text.indexOf('@');
  const type = typeOf(text.slice(required ? 1 : 0, at < 0 ? undefined : at));
  const [since, until] = at < 0 ? [] : text.slice(at + 1).split('-');
  return {
    type,
    required,
    since: since ? Number(since) : Number.NEGATIVE_INFINITY,
    until: until ? Number(until) : Number.POSITIVE_INFINITY,
  };
}

/** `A@-28|!B@29`: what one field is, version by version. */
export function parseVariants(text: string): readonly Variant[] {
  return text.split('|').map(parseVariant);
}
