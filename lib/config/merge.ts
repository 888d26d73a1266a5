/**
 * Joins the layers of a config: maps join key by key; lists whose items have a name or a slug join item by
 * item; everything else of the upper layer replaces. A null stays, to delete a default of the values later.
 * Every joined map and list keeps the origins of its parts.
 */
import { isObject, type Json, type JsonObject } from '../document/json';
import { copyOrigin } from '../document/origin';

export function merge(below: JsonObject, above: JsonObject): JsonObject {
  const joined: Record<string, Json> = {};
  for (const layer of [below, above]) {
    for (const [key, value] of Object.entries(layer)) {
      const under = layer === above && Object.hasOwn(below, key) ? below[key] : undefined;
      const result = under === undefined ? value : mergeValue(under, value);
      Object.defineProperty(joined, key, { value: result, enumerable: true, configurable: true, writable: true });
      copyOrigin(joined, layer, key);
    }
  }
  return joined;
}

function mergeValue(below: Json, above: Json): Json {
  if (isObject(below) && isObject(above)) return merge(below, above);
  if (Array.isArray(below) && Array.isArray(above)) return mergeLists(below, above);
  return above;
}

function mergeLists(below: readonly Json[], above: readonly Json[]): Json {
  const identity = [...below, ...above].every((each) => keyOf(each) !== undefined);
  if (!identity || below.length === 0 || above.length === 0) return above as Json;
  const joined: Json[] = [];
  const places = new Map<string, number>();
  for (const layer of [below, above]) {
    layer.forEach((item, index) => {
      const key = keyOf(item) as string;
      const place = places.get(key) ?? joined.length;
      const under = joined[place];
      joined[place] = under === undefined || layer === below ? item : mergeValue(under, item);
      places.set(key, place);
      copyOrigin(joined, layer, index, place);
    });
  }
  return joined;
}

/** By what an item of a list is known. */
function keyOf(item: Json): string | undefined {
  if (!isObject(item)) return undefined;
  const key = item['name'] ?? item['slug'];
  return typeof key === 'string' ? key : undefined;
}
