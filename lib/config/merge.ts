/**
 * Joins the layers of a config: maps join key by key; lists whose items have names join item by item; everything
 * else of the upper layer replaces. A null stays, to delete a default of the values later. Every joined map and
 * list keeps the origins of its parts.
 */
import { joinLists } from '../document/join-lists';
import { joinMaps } from '../document/join-maps';
import { isObject, type Json, type JsonObject } from '../document/json';

export function merge(below: JsonObject, above: JsonObject): JsonObject {
  return joinMaps(below, above, mergeValue);
}

function mergeValue(below: Json, above: Json): Json {
  if (isObject(below) && isObject(above)) return merge(below, above);
  // An empty list above empties the list below.
  if (!Array.isArray(below) || !Array.isArray(above) || above.length === 0) return above;
  return joinLists(below, above, mergeValue) ?? above;
}
