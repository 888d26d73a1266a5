/**
 * Joins values as Helm does (B-07): maps join key by key, everything else replaces, and a null deletes a key
 * that has a default. Untouched parts are shared with the inputs, which nobody changes; every joined map
 * keeps the origins of what a user wrote.
 */
import { isObject, type Json, type JsonObject } from '../document/json';
import { copyOrigin } from '../document/origin';

/** A user's values over the chart's defaults. */
export function coalesce(defaults: JsonObject, user: JsonObject): JsonObject {
  const joined: Record<string, Json> = {};
  for (const [key, value] of Object.entries(defaults)) {
    if (!Object.hasOwn(user, key)) define(joined, key, value);
  }
  for (const [key, value] of Object.entries(user)) {
    const standard = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
    if (value === null && standard !== undefined) continue;
    define(joined, key, isObject(standard) && isObject(value) ? coalesce(standard, value) : (value as Json));
    copyOrigin(joined, user, key);
  }
  return joined;
}

/** One values file over another, as `helm -f a -f b`: a null stays, to delete a default later. */
export function overlay(below: JsonObject, above: JsonObject): JsonObject {
  const joined: Record<string, Json> = {};
  for (const [key, value] of Object.entries(below)) {
    define(joined, key, value);
    copyOrigin(joined, below, key);
  }
  for (const [key, value] of Object.entries(above)) {
    const under = Object.hasOwn(below, key) ? below[key] : undefined;
    define(joined, key, isObject(under) && isObject(value) ? overlay(under, value) : (value as Json));
    copyOrigin(joined, above, key);
  }
  return joined;
}

/** Sets a key as data, also one called `__proto__`. */
function define(target: Record<string, Json>, key: string, value: Json | undefined): void {
  if (value === undefined) return;
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}
