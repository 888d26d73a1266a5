/**
 * Looks through all texts of an object for what looks like a secret. What a hub says in Secrets is kept out before
 * (lib/values/secrets.ts); this finds what slipped into variables, arguments, files and code.
 */
import { isObject, type Json, type JsonObject } from '../../document/json';
import type { Path } from '../../document/path';
import { meaningOf } from './base64';
import { isPublicName, isSecretName } from './harmless';
import { type Found, secretsIn } from './text';

export interface Suspicion extends Found {
  /** From the manifest's root to the text. */
  readonly path: Path;
  /** The map or list that holds the text, for looking up where it was written. */
  readonly container: object;
  /** Line within the text, from 1; undefined where it has only one. */
  readonly line: number | undefined;
}

const NOTHING: readonly Found[] = [];
const NO_TEXTS: ReadonlySet<string> = new Set();

/** Texts that were looked at: those of the chart are the same in all hubs. */
const knownTexts = {
  secret: new Map<string, readonly Found[]>(),
  public: new Map<string, readonly Found[]>(),
  other: new Map<string, readonly Found[]>(),
  binary: new Map<string, readonly Found[]>(),
};
const knownNames = new Map<string, 'secret' | 'public' | 'other'>();
/** Nobody finds anything in less. */
const SHORTEST = 8;
/** A fleet has no end of texts of its own. */
const MOST_KNOWN = 4096;

/** `harmless`: texts that need no look. */
export function scanObject(manifest: JsonObject, harmless: ReadonlySet<string> = NO_TEXTS): Suspicion[] {
  const suspicions: Suspicion[] = [];
  const path: (string | number)[] = [];
  const walk = (container: JsonObject | readonly Json[], key: string | number, name: string) => {
    const value = (container as JsonObject)[key];
    path.push(key);
    if (typeof value === 'string') {
      const found =
        value.length < SHORTEST || harmless.has(value)
          ? NOTHING
          : look(value, name, path[0] === 'binaryData');
      for (const each of found) {
        suspicions.push({ ...each, path: [...path], container, line: lineOf(value, each.offset) });
      }
    } else if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1)
        walk(value, index, nameOfItem(value, index, name));
    } else if (isObject(value)) {
      for (const child of Object.keys(value)) walk(value, child, nameOf(value, child));
    }
    path.pop();
  };
  for (const key of Object.keys(manifest)) walk(manifest, key, key);
  return suspicions;
}

/** Of a variable it is the variable's name that tells. */
function nameOf(container: JsonObject, key: string): string {
  const name = container['name'];
  return key === 'value' && typeof name === 'string' ? name : key;
}

/** `--token` before its value. */
function nameOfItem(list: readonly Json[], index: number, name: string): string {
  const before = list[index - 1];
  return typeof before === 'string' && /^--?[\w-]+$/.test(before) ? before.replace(/^-+/, '') : name;
}

function look(text: string, name: string, isBinary: boolean): readonly Found[] {
  const kind = kindOf(name);
  // Most texts of a manifest are short, and only under a secret name, in an address or after an = are they of interest.
  if (text.length < 20 && kind !== 'secret' && !/[@=:]/.test(text)) return NOTHING;
  const known = knownTexts[isBinary ? 'binary' : kind];
  let found = known.get(text);
  if (!found) {
    found = isBinary ? secretsInFile(text) : secretsIn(text, name);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, found);
  }
  return found;
}

function kindOf(name: string): 'secret' | 'public' | 'other' {
  let kind = knownNames.get(name);
  if (!kind) {
    kind = isSecretName(name) ? 'secret' : isPublicName(name) ? 'public' : 'other';
    if (knownNames.size >= MOST_KNOWN) knownNames.clear();
    knownNames.set(name, kind);
  }
  return kind;
}

/** Keys are short; a longer file that is no text is a picture, a font or an archive. */
const LONGEST_KEY = 256;

function secretsInFile(base64: string): readonly Found[] {
  const meaning = meaningOf(base64);
  if (meaning.form === 'public') return NOTHING;
  if (meaning.form === 'text') return secretsIn(meaning.text, '');
  const length = Buffer.byteLength(base64, 'base64');
  return length > LONGEST_KEY ? NOTHING : [{ offset: 0, token: base64, what: `${length} random bytes` }];
}

function lineOf(text: string, offset: number): number | undefined {
  return text.includes('\n') ? text.slice(0, offset).split('\n').length : undefined;
}
