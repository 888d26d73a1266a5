/** How messages speak of a value: short, on one line. */
import type { Json } from '../document/json';

const LONGEST = 60;

export function describeValue(value: Json | undefined): string {
  if (value === undefined) return 'Nothing';
  const text = JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`;
}

export function describeType(value: Json | undefined): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object':
      return 'a map';
    case 'string':
      return 'a string';
    case 'boolean':
      return 'a boolean';
    default:
      return 'a number';
  }
}
