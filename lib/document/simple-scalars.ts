/** Scalars and bracketed collections on one line, as far as nothing about them is unusual. */
import { ambiguity } from './ambiguity';
import type { Json } from './json';
import { type Place, recordOrigin } from './origin';
import { resolvePlain } from './scalar';

/** Says that the whole document is for the full reader. */
export class Unusual extends Error {}

/** One for all: the stack is of no interest, and would be costly. */
export const UNUSUAL = new Unusual();

export type Positions = Place['positions'];

interface Found<T extends Json> {
  readonly value: T;
  readonly end: number;
}

const BLOCK_PLAIN = /[A-Za-z0-9_./~+-](?:[!-~]| (?=[!-~]))*/y;
const FLOW_PLAIN =
  /[A-Za-z0-9_./~+-](?:[A-Za-z0-9_./~+=@$()<>;-]|:(?=[A-Za-z0-9_/])| (?=[A-Za-z0-9_./~+=@$()<>;-]))*/y;
const SINGLE = /'([^'\n]*)'/y;
const DOUBLE = /"([^"\\\n]*)"/y;
const FLOW_KEY = /([A-Za-z0-9_][A-Za-z0-9_./-]*)(?=: )/y;
const BLANKS = / */y;
const REST = / *(?: #.*)?$/my;

export class SimpleScalars {
  readonly #text: string;
  readonly #positions: Positions;
  readonly #strict: boolean;

  constructor(text: string, positions: Positions, strict: boolean) {
    this.#text = text;
    this.#positions = positions;
    this.#strict = strict;
  }

  /** The value from an offset to the end of the line, a comment aside. */
  line(at: number): Json {
    const quoted = this.quoted(at);
    const found = quoted ?? (this.#isBracket(at) ? this.#flow(at) : this.#plain(at));
    if (match(REST, this.#text, found.end) === undefined) throw UNUSUAL;
    return found.value;
  }

  quoted(at: number): Found<string> | undefined {
    const letter = this.#text[at];
    if (letter !== "'" && letter !== '"') return undefined;
    const found = match(letter === "'" ? SINGLE : DOUBLE, this.#text, at);
    // A quote right behind the quote is one in the text.
    if (!found || this.#text[found.end] === letter) throw UNUSUAL;
    return { value: found.groups[1] ?? '', end: found.end };
  }

  /** What a plain word stands for; words that the two YAML versions read differently are not for here. */
  word(text: string): Json {
    const resolved = resolvePlain(text);
    if (this.#strict && ambiguity(text, resolved, 'key')) throw UNUSUAL;
    const { value } = resolved;
    if (typeof value === 'number' && !Number.isFinite(value)) throw UNUSUAL;
    return value;
  }

  place(key: number, value: number): Place {
    return { positions: this.#positions, key, value };
  }

  #isBracket(at: number): boolean {
    return this.#text[at] === '[' || this.#text[at] === '{';
  }

  #plain(at: number): Found<Json> {
    let { end } = match(BLOCK_PLAIN, this.#text, at) ?? unusual();
    const comment = this.#text.slice(at, end).indexOf(' #');
    if (comment !== -1) end = at + comment;
    const text = this.#text.slice(at, end).trimEnd();
    if (/^-(?: |$)|:(?: |$)/.test(text) || (text.startsWith('-') && text.startsWith('---'))) throw UNUSUAL;
    return { value: this.word(text), end: at + text.length };
  }

  #flow(at: number): Found<Json> {
    if (this.#text[at] === '[') return this.#list(at);
    if (this.#text[at] === '{') return this.#map(at);
    const quoted = this.quoted(at);
    if (quoted) return quoted;
    const { end } = match(FLOW_PLAIN, this.#text, at) ?? unusual();
    const text = this.#text.slice(at, end);
    if (/^-(?: |$)/.test(text)) throw UNUSUAL;
    return { value: this.word(text), end };
  }

  #list(open: number): Found<Json[]> {
    const list: Json[] = [];
    let at = this.#skip(open + 1);
    if (this.#text[at] === ']') return { value: list, end: at + 1 };
    for (;;) {
      const { value, end } = this.#flow(at);
      recordOrigin(list, list.length, this.place(at, at));
      list.push(value);
      at = this.#skip(end);
      if (this.#text[at] === ']') return { value: list, end: at + 1 };
      if (this.#text[at] !== ',') throw UNUSUAL;
      at = this.#skip(at + 1);
    }
  }

  #map(open: number): Found<{ [key: string]: Json }> {
    const map: { [key: string]: Json } = {};
    let at = this.#skip(open + 1);
    if (this.#text[at] === '}') return { value: map, end: at + 1 };
    for (;;) {
      const key = this.quoted(at) ?? match(FLOW_KEY, this.#text, at) ?? unusual();
      const name = 'value' in key ? key.value : this.word(this.#text.slice(at, key.end));
      if (this.#text[key.end] !== ':' || this.#text[key.end + 1] !== ' ') throw UNUSUAL;
      const start = this.#skip(key.end + 1);
      const { value, end } = this.#flow(start);
      define(map, name, value);
      recordOrigin(map, name as string, this.place(at, start));
      at = this.#skip(end);
      if (this.#text[at] === '}') return { value: map, end: at + 1 };
      if (this.#text[at] !== ',') throw UNUSUAL;
      at = this.#skip(at + 1);
    }
  }

  #skip(at: number): number {
    return match(BLANKS, this.#text, at)?.end ?? at;
  }
}

/** A key that stands twice, is no text, or is that of the prototype is not for here. */
export function define(map: { [key: string]: Json }, key: Json, value: Json): void {
  if (typeof key !== 'string' || key === '__proto__' || Object.hasOwn(map, key)) throw UNUSUAL;
  map[key] = value;
}

export function match(
  pattern: RegExp,
  text: string,
  at: number,
): { groups: RegExpExecArray; end: number } | undefined {
  pattern.lastIndex = at;
  const groups = pattern.exec(text);
  return groups ? { groups, end: pattern.lastIndex } : undefined;
}

function unusual(): never {
  throw UNUSUAL;
}
