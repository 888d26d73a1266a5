/**
 * Joins values as Helm does (B-07): maps join key by key, everything else replaces, and a null deletes a key
 * that has a default. Untouched parts are shared with the inputs, which nobody changes; every joined map
 * keeps the origins of what a user wrote.
 */
import { joinMaps } from '../document/join-maps';
import { isObject, type JsonObject } from '../document/json';

/** A user's values over the chart's defaults. */
export function coalesce(defaults: JsonObject, user: JsonObject): JsonObject {
  return joinMaps(defaults, user, (standard, value) => {
    if (value === null) return undefined;
    return isObject(standard) && isObject(value) ? coalesce(standard, value) : value;
  });
}

/** One values file over another, as `helm -f a -f b`: a null stays, to delete a default later. */
export function overlay(below: JsonObject, above: JsonObject): JsonObject {
  return joinMaps(below, above, (under, value) =>
    isObject(under) && isObject(value) ? overlay(under, value) : value,
  );
}
