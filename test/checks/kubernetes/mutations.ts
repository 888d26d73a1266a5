/** Breaks good manifests in one place each, the same places at every run. */
import { isObject, type Json, type JsonObject } from '../../../lib/document/json';
import { type Path, showPath, valueAt } from '../../../lib/document/path';

export interface Mutation {
  readonly what: string;
  readonly manifest: JsonObject;
}

interface Place {
  readonly path: Path;
  readonly value: Json;
}

/** Mulberry32: small, seeded, good enough to choose places. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Every key below the identity of the object. */
function places(value: Json, path: Path = []): Place[] {
  const children: [string | number, Json][] = Array.isArray(value)
    ? value.map((each, index) => [index, each])
    : isObject(value)
      ? Object.entries(value)
      : [];
  return children
    .filter(([key]) => path.length > 0 || (key !== 'apiVersion' && key !== 'kind'))
    .flatMap(([key, child]) => [{ path: [...path, key], value: child }, ...places(child, [...path, key])]);
}

type Container = Record<string | number, Json>;

/** A copy in which the container of the path's end was changed. */
function changed(
  manifest: JsonObject,
  path: Path,
  change: (container: Container, key: string | number) => void,
): JsonObject {
  const copy = structuredClone(manifest);
  change(valueAt(copy, path.slice(0, -1)) as Container, path.at(-1) ?? '');
  return copy;
}

const WRONG: readonly Json[] = ['text', 7, 1.5, true, ['text'], [7], [{}], {}, { a: 'b' }, { a: 7 }];
const ENDINGS = ['s', 'X', '_', '0'];

export function mutations(manifests: readonly JsonObject[], count: number, seed: number): Mutation[] {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const found: Mutation[] = [];
  const add = (how: string, source: JsonObject, path: Path, manifest: JsonObject) =>
    found.push({ what: `${found.length}: ${how} ${source['kind']} ${showPath(path)}`, manifest });
  while (found.length < count) {
    const source = pick(manifests);
    const { path, value } = pick(places(source).filter((each) => typeof each.path.at(-1) === 'string'));
    switch (random(4)) {
      case 0: {
        const name = pick([`${path.at(-1)}${pick(ENDINGS)}`, String(path.at(-1)).toUpperCase()]);
        const rename = (container: Container, key: string | number) => {
          delete container[key];
          container[name] = value;
        };
        add(`to ${name}, renamed`, source, path, changed(source, path, rename));
        break;
      }
      case 1: {
        const wrong = pick(WRONG);
        const replace = (container: Container, key: string | number) => {
          container[key] = wrong;
        };
        add(`${JSON.stringify(wrong)} instead of`, source, path, changed(source, path, replace));
        break;
      }
      case 2: {
        const remove = (container: Container, key: string | number) => {
          delete container[key];
        };
        add('removed', source, path, changed(source, path, remove));
        break;
      }
      default: {
        const level = pick(places(source).filter((each) => isObject(each.value))).path;
        const place = (container: Container, key: string | number) => {
          (container[key] as Container)[String(path.at(-1))] = value;
        };
        add(`${showPath(path)} put into`, source, level, changed(source, level, place));
      }
    }
  }
  return found;
}
