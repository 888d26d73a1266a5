/** Joins two maps key by key; every key keeps the place where it was written. */
import { type Json, type JsonObject, setOwn } from './json';
import { copyOrigin } from './origin';

/** `combine` says what becomes of a key that both have; undefined drops it. Parts are shared with the inputs. */
export function joinMaps(
  below: JsonObject,
  above: JsonObject,
  combine: (below: Json, above: Json, key: string) => Json | undefined,
): JsonObject {
  const joined: Record<string, Json> = {};
  const set = (key: string, value: Json | undefined, from: JsonObject) => {
    if (value === undefined) return;
    setOwn(joined, key, value);
    copyOrigin(joined, from, key);
  };
  for (const [key, under] of Object.entries(below)) {
    const over = Object.hasOwn(above, key) ? above[key] : undefined;
    if (over === undefined) set(key, under, below);
    else set(key, combine(under, over, key), above);
  }
  for (const [key, over] of Object.entries(above)) if (!Object.hasOwn(below, key)) set(key, over, above);
  return joined;
}
