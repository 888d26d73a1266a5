/** Objects that have every field their kind has in one version, each with some value of its type. */
import { definitionOf, fieldsOf } from '../../../lib/checks/kubernetes/data';
import { type FieldType, parseVariants, type Scalar } from '../../../lib/checks/kubernetes/field-type';
import type { Json, JsonObject } from '../../../lib/document/json';

const SCALARS: Readonly<Record<Scalar, Json>> = {
  s: 'text',
  b: true,
  i: 1,
  l: 1,
  n: 1.5,
  q: '1Gi',
  x: 'text',
  y: 'dGV4dA==',
  t: '2026-01-02T03:04:05Z',
  o: { any: [1] },
};

function exampleOf(type: FieldType, minor: number, above: readonly string[]): Json | undefined {
  switch (type.form) {
    case 'scalar':
      return SCALARS[type.scalar];
    case 'enum':
      return type.values[0];
    case 'definition':
      // A definition within itself would never end.
      return above.includes(type.name) ? undefined : objectOf(type.name, minor, [...above, type.name]);
    default: {
      const item = exampleOf(type.of, minor, above);
      if (item === undefined) return undefined;
      return type.form === 'list' ? [item] : { key: item };
    }
  }
}

function objectOf(definition: string, minor: number, above: readonly string[]): JsonObject {
  const made: Record<string, Json> = {};
  for (const [name, text] of fieldsOf(definition)) {
    const variant = parseVariants(text).find(({ since, until }) => since <= minor && minor <= until);
    const value = variant && exampleOf(variant.type, minor, above);
    if (value !== undefined) made[name] = value;
  }
  return made;
}

export function complete(apiVersion: string, kind: string, minor: number): JsonObject {
  const definition = definitionOf(apiVersion, kind);
  if (definition === undefined) throw new Error(`${apiVersion}/${kind} is not known`);
  return { ...objectOf(definition, minor, [definition]), apiVersion, kind };
}
