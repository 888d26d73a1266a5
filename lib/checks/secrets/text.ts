/** Finds what looks like a secret within one text: a value, or a whole file. */
import { meaningOf } from './base64';
import { isPublicName, isSecretName, withoutPublic } from './harmless';
import { isPlaceholder, KNOWN_FORMS, SIGN } from './known-forms';
import { type Lengths, looksRandom } from './randomness';

export interface Found {
  /** Where it begins in the text. */
  readonly offset: number;
  readonly token: string;
  readonly what: string;
}

// Beginning in the middle of a word is tried nowhere: that would take longer than all the rest.
const TOKEN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,}={0,2}/g;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const ANYWHERE: Lengths = { shortest: 20, shortestHex: 32, shortestSmall: 24, needsDigit: true };
/** Under a name that says that it is secret. */
const NAMED: Lengths = { shortest: 12, shortestHex: 16, shortestSmall: 12, needsDigit: false };

/** `name: value`, `name="value"`; what follows in the line has to be the end of it, or it is code. */
const ASSIGNED =
  /(?:pass|passwd|password|passphrase|secret|tokens?|key|credentials?)["']?[ \t]*[:=][ \t]*(?:"([^"\n]{8,})"|'([^'\n]{8,})'|([^\s"'()[\]{},;&]{8,})(?=[ \t]*(?:$|&)))/gim;
const NAME_BEFORE = /[\w.-]{1,60}$/;
const NAME_OF_VALUE = /([\w./-]{1,60})(?:["']?[ \t]*[:=][ \t]*["']?|[ \t]+)$/;

/** `name`: what the text is the value of, empty where nothing is known. */
export function secretsIn(text: string, name: string): readonly Found[] {
  const found = knownForms(text);
  const add = (each: Found) => {
    const free = !found.some((other) => overlap(other, each));
    if (free && !isPlaceholder(each.token)) found.push(each);
  };
  if (isSecretName(name)) named(text).forEach(add);
  for (const each of assigned(text)) add(each);
  for (const each of random(text, name)) add(each);
  return found.sort((a, b) => a.offset - b.offset);
}

function overlap(a: Found, b: Found): boolean {
  return a.offset < b.offset + b.token.length && b.offset < a.offset + a.token.length;
}

function knownForms(text: string): Found[] {
  if (!SIGN.test(text)) return [];
  return KNOWN_FORMS.flatMap(({ what, pattern }) =>
    [...text.matchAll(pattern)].flatMap((match): Found[] => {
      const token = match[1] ?? match[0];
      if (isPlaceholder(token)) return [];
      return [{ offset: match.index + match[0].lastIndexOf(token), token, what }];
    }),
  );
}

/** A whole text under a secret name. */
function named(text: string): Found[] {
  const value = text.trim();
  if (!isSecretValue(value)) return [];
  return [{ offset: text.indexOf(value), token: value, what: 'a value under a secret name' }];
}

/** Assignments to secret names within a file. */
function assigned(text: string): Found[] {
  if (!/pass|secret|token|key|credential/i.test(text)) return [];
  return [...text.matchAll(ASSIGNED)].flatMap((match): Found[] => {
    const value = match[1] ?? match[2] ?? match[3] ?? '';
    const word = match[0].split(/["' \t:=]/, 1)[0] ?? '';
    const name =
      NAME_BEFORE.exec(text.slice(Math.max(0, match.index - 60), match.index + word.length))?.[0] ?? word;
    // `registry/secret:tag`
    const isPath = text.charAt(match.index + word.length - name.length - 1) === '/';
    if (isPath || !isSecretName(name) || !isSecretValue(value)) return [];
    const offset = match.index + match[0].lastIndexOf(value);
    return [{ offset, token: value, what: 'a value under a secret name' }];
  });
}

/** No reference, no path, no name: what a generator gives, or a person whom a form asked for a digit and a capital. */
function isSecretValue(value: string): boolean {
  if (value.length < 8 || /[\s${}<>]|^%|:\/\/|^[./]|^[A-Za-z_]\w*(?:\.\w+)+$/.test(value)) return false;
  // The name of a type, in code that says of what type a secret is.
  if (/^[A-Z]\w*[a-z][A-Z]/.test(value) && !looksRandom(value, NAMED)) return false;
  if (value.replace(UUID, '') === '' || looksRandom(value, NAMED)) return true;
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[!@#^&*?+=~|]/].filter((kind) => kind.test(value)).length;
  return kinds >= 3 && /[0-9]/.test(value);
}

function random(text: string, name: string): Found[] {
  let rest: string | undefined;
  const tokens = [...text.matchAll(TOKEN)].filter(([token]) => /[0-9]/.test(token));
  return tokens.flatMap((match): Found[] =>
    pieces(match[0]).flatMap(([start, token]): Found[] => {
      if (!looksRandom(token.replace(/=+$/, ''), ANYWHERE)) return [];
      const offset = match.index + start;
      if (isPublicName(nameAt(text, offset, name)) || token.replace(UUID, '') === '') return [];
      // Costs more than all else, and few texts come that far.
      rest ??= withoutPublic(text);
      if (rest.slice(offset, offset + token.length) !== token) return [];
      return secretOf(token).map((what) => ({ offset, token, what }));
    }),
  );
}

function nameAt(text: string, offset: number, name: string): string {
  if (text.slice(0, offset).trim() === '') return name;
  return NAME_OF_VALUE.exec(text.slice(Math.max(0, offset - 80), offset))?.[1] ?? '';
}

/** One token, or its words where it has too many separators for one: paths, names. */
function pieces(token: string): [number, string][] {
  const separators = token.replace(/[A-Za-z0-9=]/g, '');
  // Base64 has capitals; where there are none, separators stand between words.
  if (separators !== '' && !/[A-Z]/.test(token)) return words(token);
  const oneAlphabet = !(/[+/]/.test(separators) && /[-_]/.test(separators));
  if (oneAlphabet && separators.length <= token.length / 8) return [[0, token]];
  return words(token);
}

function words(token: string): [number, string][] {
  return [...token.matchAll(/[A-Za-z0-9]{20,}/g)].map((match) => [match.index, match[0]]);
}

/** What it is; nothing where it is base64 of something that is no secret. */
function secretOf(token: string): string[] {
  const length = token.length;
  if (/^[0-9a-f]+$/i.test(token)) return [`${length} random hexadecimal digits`];
  const meaning = meaningOf(token);
  if (meaning.form === 'public') return [];
  if (meaning.form === 'text') return secretsIn(meaning.text, '').length > 0 ? ['a secret in base64'] : [];
  return [`${length} random letters`];
}
