/** Which plain values a scalar field takes, and how messages call them. */
import { isObject } from '../../document/json';
import type { Scalar } from './field-type';

interface Kind {
  readonly accepts: (value: unknown) => boolean;
  readonly called: string;
}

const isString = (value: unknown) => typeof value === 'string';
const isInteger = (value: unknown) => Number.isInteger(value);
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);

export const SCALARS: Readonly<Record<Scalar, Kind>> = {
  s: { accepts: isString, called: 'a string' },
  b: { accepts: (value) => typeof value === 'boolean', called: 'true or false' },
  i: { accepts: isInteger, called: 'an integer' },
  l: { accepts: isInteger, called: 'an integer' },
  n: { accepts: isNumber, called: 'a number' },
  q: { accepts: (value) => isString(value) || isNumber(value), called: 'a quantity (a string or a number)' },
  x: { accepts: (value) => isString(value) || isInteger(value), called: 'an integer or a string' },
  y: { accepts: isString, called: 'a string in base64' },
  t: { accepts: isString, called: 'a time as a string' },
  o: { accepts: isObject, called: 'a map' },
};
