/** Joins two lists whose items have names: items of one name become one, all others stay. */
import { isObject, type Json } from './json';
import { copyOrigin } from './origin';

/**
 * By what an item of a list is known: where it is mounted (several mounts share the name of a volume), else its
 * slug, else its name.
 */
export function itemKey(item: Json): string | undefined {
  if (!isObject(item)) return undefined;
  const { mountPath, subPath, slug, name } = item;
  if (typeof mountPath === 'string')
    return `${mountPath.replace(/\/+$/, '')} ${typeof subPath === 'string' ? subPath : ''}`;
  if (typeof slug === 'string') return slug;
  return typeof name === 'string' ? name : undefined;
}

/**
 * The items below in their places, then what is new above. Undefined where an item has no name, or two items of
 * one list share one: then nobody can say what belongs together.
 */
export function joinLists(
  below: readonly Json[],
  above: readonly Json[],
  combine: (below: Json, above: Json) => Json,
): Json[] | undefined {
  if (!haveNames(below) || !haveNames(above)) return undefined;
  const joined: Json[] = [];
  const places = new Map<string, number>();
  below.forEach((item, index) => {
    places.set(itemKey(item) as string, index);
    joined[index] = item;
    copyOrigin(joined, below, index);
  });
  above.forEach((item, index) => {
    const known = places.get(itemKey(item) as string);
    const place = known ?? joined.length;
    joined[place] = known === undefined ? item : combine(joined[known] as Json, item);
    copyOrigin(joined, above, index, place);
  });
  return joined;
}

function haveNames(list: readonly Json[]): boolean {
  const keys = list.map(itemKey);
  return keys.every((key) => key !== undefined) && new Set(keys).size === keys.length;
}
