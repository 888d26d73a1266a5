/** Single edits of a values file, each a true fault: a key or a value that has no right to stand where it stands. */
import { type Document, isMap, isPair, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { below, type Cursor, knownKeys, START, traitsOf, wrongValue } from './cursor';
import { pick, type Random } from './random';
import { REMOVED } from './removed';

export const KINDS = ['typo', 'wrong type', 'wrong level', 'wrong case', 'removed'] as const;
export type Kind = (typeof KINDS)[number];
export type Place = readonly (string | number)[];

export interface Edit {
  readonly kind: Kind;
  readonly what: string;
  /** Where the fault stands afterwards; and the map that it was taken from. */
  readonly at: Place;
  readonly from?: Place;
  apply(document: Document): void;
}

/** A known key that somebody wrote. */
interface Written {
  readonly place: Place;
  readonly key: string;
  readonly parent: Cursor;
  readonly cursor: Cursor;
  readonly value: unknown;
}

function writtenKeys(node: unknown, cursor: Cursor, place: Place): Written[] {
  if (isSeq(node))
    return node.items.flatMap((item, index) => writtenKeys(item, below(cursor, index), [...place, index]));
  if (!isMap(node)) return [];
  const known = knownKeys(cursor);
  return node.items.flatMap((pair) => {
    if (!isPair(pair) || !isScalar(pair.key) || typeof pair.key.value !== 'string') return [];
    const key = pair.key.value;
    const at = [...place, key];
    const inner = below(cursor, key);
    const own =
      known?.includes(key) === true
        ? [{ place: at, key, parent: cursor, cursor: inner, value: pair.value }]
        : [];
    return [...own, ...writtenKeys(pair.value, inner, at)];
  });
}

/** One edit of a kind; undefined where the file has no place for it. */
export function someEdit(kind: Kind, document: Document, random: Random): Edit | undefined {
  const all = kind === 'removed' ? [] : writtenKeys(document.contents, START, []);
  for (let tries = 0; tries < 60; tries += 1) {
    const written = pick(random, all);
    const edit =
      kind === 'removed' ? removed(document, random) : written && make(kind, written, document, random);
    if (edit !== undefined) return edit;
  }
  return undefined;
}

function make(kind: Kind, written: Written, document: Document, random: Random): Edit | undefined {
  if (kind === 'typo') return renamed(kind, written, typo(written.key, random));
  if (kind === 'wrong case') return renamed(kind, written, otherCase(written, random));
  return kind === 'wrong type' ? wrongType(written) : moved(written, document, random);
}

function renamed(kind: Kind, { place, key, parent }: Written, name: string): Edit | undefined {
  if (name === key || name === '' || knownKeys(parent)?.includes(name) !== false) return undefined;
  return {
    kind,
    what: `${place.join('.')}: ${key} -> ${name}`,
    at: [...place.slice(0, -1), name],
    apply(document) {
      const map = document.getIn(place.slice(0, -1), true) as YAMLMap;
      const pair = map.items.find((each) => isScalar(each.key) && each.key.value === key);
      if (pair) pair.key = document.createNode(name);
    },
  };
}

/** A letter lost, doubled, swapped or hit beside. */
function typo(key: string, random: Random): string {
  const at = random(key.length);
  const [before, letter, after] = [key.slice(0, at), key.charAt(at), key.slice(at + 1)];
  switch (random(4)) {
    case 0:
      return before + after;
    case 1:
      return before + letter + letter + after;
    case 2:
      return before + after.charAt(0) + letter + after.slice(1);
    default:
      return `${before}${String.fromCharCode(97 + random(26))}${after}`;
  }
}

function otherCase({ key, parent }: Written, random: Random): string {
  const capital = key.charAt(0).toUpperCase() + key.slice(1);
  // KubeSpawner takes the outermost fields of the parts of a pod in snake_case.
  const mayBeSnake = parent.at === 'kubernetes' && parent.outermost;
  if (/_/.test(key)) return key.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
  if (/^[A-Z]/.test(key))
    return random(2) === 0 ? key.toLowerCase() : key.charAt(0) + key.slice(1).toLowerCase();
  if (/[A-Z]/.test(key) && !mayBeSnake && random(2) === 0)
    return key.replace(/[A-Z]+/g, (letters) => `_${letters.toLowerCase()}`);
  return capital;
}

function wrongType({ place, cursor, value }: Written): Edit | undefined {
  const wrong = wrongValue(cursor);
  if (wrong === undefined || (isScalar(value) && value.value === null)) return undefined;
  return {
    kind: 'wrong type',
    what: `${place.join('.')} = ${JSON.stringify(wrong)}`,
    at: place,
    apply: (document) => document.setIn(place, document.createNode(wrong)),
  };
}

/** A key goes one level up, or down into a map beside it. */
function moved(written: Written, document: Document, random: Random): Edit | undefined {
  const { place, key } = written;
  const parent = place.slice(0, -1);
  const up = parent.slice(0, -1);
  const target = random(2) === 0 ? up : beside(document, parent, key, random);
  if (target === undefined || (target === up && parent.length === 0)) return undefined;
  const map = target.length === 0 ? document.contents : document.getIn(target, true);
  if (!isMap(map) || map.has(key)) return undefined;
  const cursor = target.reduce<Cursor>(below, START);
  const known = knownKeys(cursor);
  // KubeSpawner takes traits in the pod's configuration as fields in snake_case.
  if (cursor.at === 'kubernetes' && cursor.outermost && key.includes('_')) return undefined;
  if (known === undefined || known.includes(key)) return undefined;
  if (cursor.at === 'class' && Object.hasOwn(traitsOf(cursor.name), key)) return undefined;
  return {
    kind: 'wrong level',
    what: `${place.join('.')} -> ${[...target, key].join('.')}`,
    at: [...target, key],
    from: parent,
    apply(document) {
      const node = document.getIn(place, true) as Node;
      document.deleteIn(place);
      document.setIn([...target, key], node);
    },
  };
}

function beside(document: Document, parent: Place, key: string, random: Random): Place | undefined {
  const map = parent.length === 0 ? document.contents : document.getIn(parent, true);
  if (!isMap(map)) return undefined;
  const maps = map.items.flatMap((pair) => {
    const name = isScalar(pair.key) ? pair.key.value : undefined;
    return typeof name === 'string' && name !== key && isMap(pair.value) && pair.value.items.length > 0
      ? [name]
      : [];
  });
  const name = pick(random, maps);
  return name === undefined ? undefined : [...parent, name];
}

function removed(document: Document, random: Random): Edit | undefined {
  const [path, value] = pick(random, REMOVED) ?? [[], null];
  if (document.hasIn(path)) return undefined;
  // A class of somebody's own may have any trait, and people set it in the sections of its bases.
  const login = String(document.getIn(['hub', 'config', 'JupyterHub', 'authenticator_class']) ?? '');
  if (/^O?Authenticator$/.test(String(path[2])) && login.includes('.')) return undefined;
  // Nothing may stand where a map has to be.
  for (let length = 1; length < path.length; length += 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (node !== undefined && !isMap(node)) return undefined;
  }
  return {
    kind: 'removed',
    what: path.join('.'),
    at: path,
    apply: (document) => document.setIn(path, document.createNode(value)),
  };
}
