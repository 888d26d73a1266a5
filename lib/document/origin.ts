/**
 * Where values come from. Every map and list that was read from a file, or joined from several,
 * remembers for each of its keys where that key was written. The memory hangs on the container's
 * identity, so data that is passed on by reference keeps it, from the file to the rendered object.
 */
import type { Position } from '../diagnostics/diagnostic';

export interface Origin {
  /** Where the key stands (for an item of a list: where the item starts). */
  readonly key: Position;
  /** Where the value starts. */
  readonly value: Position;
}

/** Offsets of key and value in a text; few are ever asked for, so lines and columns are counted then. */
export interface Place {
  readonly positions: { at(offset: number): Position };
  readonly key: number;
  readonly value: number;
}

type Key = string | number;

const origins = new WeakMap<object, Map<Key, Origin | Place>>();

export function recordOrigin(container: object, key: Key, origin: Origin | Place): void {
  const known = origins.get(container);
  if (known) known.set(key, origin);
  else origins.set(container, new Map([[key, origin]]));
}

export function originOf(container: object, key: Key): Origin | undefined {
  const origin = origins.get(container)?.get(key);
  if (origin === undefined || !('positions' in origin)) return origin;
  const { positions } = origin;
  return { key: positions.at(origin.key), value: positions.at(origin.value) };
}

/** A key that moves from one container to another keeps its origin. */
export function copyOrigin(to: object, from: object, key: Key, as: Key = key): void {
  const origin = origins.get(from)?.get(key);
  if (origin) recordOrigin(to, as, origin);
}
