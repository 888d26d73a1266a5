/**
 * The words in which the values are described: one function per type of the chart's schema. Each takes the
 * key's meaning and, where the chart has one, its default; a key without default is absent unless a user sets it.
 * In TypeScript a leaf may be missing or null, because a user's null deletes a default (B-07).
 * Used when the schema is generated; nothing of this is loaded when hubs are built.
 */
import { type TOptional, type TUnsafe, Type } from '@sinclair/typebox';
import type { Json, JsonObject } from '../../document/json';
import type { SecretRef } from '../secret-ref';

export type Leaf<T> = TOptional<TUnsafe<T | null>>;

function kind<T>(schema: Record<string, unknown>) {
  return (description: string, ...value: [] | [Json]): Leaf<T> =>
    Type.Optional(
      Type.Unsafe<T | null>({ ...schema, description, ...(value.length ? { default: value[0] } : {}) }),
    );
}

const map = (values?: Record<string, unknown>) => ({
  type: 'object',
  ...(values ? { additionalProperties: values } : {}),
});

export const text = kind<string>({ type: 'string' });
export const textOrNull = kind<string>({ type: ['string', 'null'] });
export const flag = kind<boolean>({ type: 'boolean' });
export const flagOrNull = kind<boolean>({ type: ['boolean', 'null'] });
export const integer = kind<number>({ type: 'integer' });
export const integerOrNull = kind<number>({ type: ['integer', 'null'] });
export const countOrNull = kind<number>({ type: ['integer', 'null'], minimum: 0 });
export const numberOrNull = kind<number>({ type: ['number', 'null'] });
export const sizeOrNull = kind<number | string>({ type: ['number', 'string', 'null'] });
export const list = kind<readonly Json[]>({ type: 'array' });
export const texts = kind<readonly string[]>({ type: 'array', items: { type: 'string' } });
export const textsOrNulls = kind<readonly (string | null)[]>({
  type: 'array',
  items: { type: ['string', 'null'] },
});
export const object = kind<JsonObject>(map());
export const stringMap = kind<Readonly<Record<string, string>>>(map({ type: 'string' }));
export const objectOrList = kind<JsonObject | readonly Json[]>({ type: ['object', 'array'] });
export const commandOrNull = kind<string | readonly string[]>({ type: ['array', 'string', 'null'] });
export const anything = kind<Json>({});
/** What a map has to be where a reference to a secret may stand for a text. */
export const REFERENCE = {
  additionalProperties: false,
  required: ['secret'],
  properties: {
    secret: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'key'],
      properties: {
        name: { type: 'string', minLength: 1, description: 'A Secret in the namespace of the hub.' },
        key: { type: 'string', minLength: 1, description: 'Its key.' },
      },
    },
  },
};

/** A text that is secret: better a reference to where it is kept. */
export const secretOrNull = kind<string | SecretRef>({ type: ['string', 'null', 'object'], ...REFERENCE });

/** One of a few words; `null` among them is the chart's own. */
export function choice<const T extends readonly (string | null)[]>(
  of: T,
  description: string,
  ...value: [] | [NoInfer<T[number]>]
): Leaf<T[number]> {
  return Type.Optional(
    Type.Unsafe<T[number] | null>({ enum: of, description, ...(value.length ? { default: value[0] } : {}) }),
  );
}

/** The chart refuses values without this key: deleting it with null is an error. */
export function required<T>(leaf: Leaf<T>): TUnsafe<T> {
  return Type.Optional(leaf, false) as unknown as TUnsafe<T>;
}
