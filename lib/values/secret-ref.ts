/** A value that lies in a Secret: only its place is in files and output. */
import { isObject, type Json } from '../document/json';

export interface SecretRef {
  readonly secret: { readonly name: string; readonly key: string };
  readonly [other: string]: Json;
}

export function isSecretRef(value: unknown): value is SecretRef {
  if (!isObject(value) || Object.keys(value).length !== 1) return false;
  const place = value['secret'];
  return isObject(place) && typeof place['name'] === 'string' && typeof place['key'] === 'string';
}
