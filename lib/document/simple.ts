/**
 * A quick reader for the documents that people write nearly always: maps, lists, words, quotes and text blocks, one
 * line each. It reads such a document exactly as the full reader does (a test compares them), in a tenth of the time,
 * and gives up at the first unusual letter: then the full reader takes over, and tells what is wrong, if anything is.
 */
import type { Json } from './json';
import { recordOrigin } from './origin';
import { type Line, linesOf } from './simple-lines';
import { define, match, type Positions, SimpleScalars, UNUSUAL, Unusual } from './simple-scalars';

type Data = { [key: string]: Json };

const KEY = /([A-Za-z0-9_][A-Za-z0-9_./-]*|'[^'\n]*'|"[^"\\\n]*"):(?: +|$)/my;
const ITEM = /- +/y;
const BLOCK = /\|(-?)$/my;

/** The data, or undefined where the document is not that simple. */
export function readSimple(text: string, positions: Positions, strict: boolean): Json | undefined {
  if (text.includes('\t') || !text.endsWith('\n')) return undefined;
  try {
    return new SimpleReader(text, positions, strict).document();
  } catch (error) {
    if (error instanceof Unusual || error instanceof RangeError) return undefined;
    throw error;
  }
}

class SimpleReader {
  readonly #text: string;
  readonly #scalars: SimpleScalars;
  readonly #lines: readonly Line[];
  /** The line that is read next. */
  #at = 0;

  constructor(text: string, positions: Positions, strict: boolean) {
    this.#text = text;
    this.#scalars = new SimpleScalars(text, positions, strict);
    this.#lines = linesOf(text);
  }

  document(): Json {
    const line = this.#next();
    if (line?.indent !== 0 || this.#isItem(line.start)) throw UNUSUAL;
    const data = this.#map(line.start, 0);
    if (this.#next()) throw UNUSUAL;
    return data;
  }

  /** The next line that says something. */
  #next(): Line | undefined {
    while (this.#lines[this.#at]?.empty) this.#at += 1;
    return this.#lines[this.#at];
  }

  /** A map whose first key stands at the offset, in the line that is read. */
  #map(first: number, indent: number): Data {
    const data: Data = {};
    for (let at: number | undefined = first; at !== undefined; at = this.#nextKey(indent)) {
      const key = match(KEY, this.#text, at);
      if (!key) throw UNUSUAL;
      const quoted = this.#scalars.quoted(at);
      const name = quoted ? quoted.value : this.#scalars.word(key.groups[1] ?? '');
      const [value, start] = this.#value(key.end, indent, indent);
      define(data, name, value);
      recordOrigin(data, name as string, this.#scalars.place(at, start));
    }
    return data;
  }

  #nextKey(indent: number): number | undefined {
    const line = this.#next();
    if (!line || line.indent < indent) return undefined;
    if (line.indent > indent) throw UNUSUAL;
    // Behind a list at the indentation of its key.
    return this.#isItem(line.start) ? undefined : line.start;
  }

  #isItem(at: number): boolean {
    return this.#text[at] === '-' && (this.#text[at + 1] === ' ' || this.#text[at + 1] === '\n');
  }

  /** What follows a key or a dash, and where it starts. `outer` is the indentation that a text block has to exceed. */
  #value(at: number, indent: number, outer: number): [Json, number] {
    const line = this.#lines[this.#at] as Line;
    this.#at += 1;
    if (at >= line.end) return this.#below(indent);
    if (this.#text[at] === '#') throw UNUSUAL;
    const block = match(BLOCK, this.#text, at);
    return [block ? this.#block(outer, block.groups[1] === '-') : this.#scalars.line(at), at];
  }

  /** A map or list on the lines below a key. */
  #below(indent: number): [Json, number] {
    const line = this.#next();
    // An empty value is null; where it starts is for the full reader to say.
    if (!line || line.indent < indent) throw UNUSUAL;
    const isItem = this.#isItem(line.start);
    if (line.indent === indent && !isItem) throw UNUSUAL;
    return [isItem ? this.#list(line.indent) : this.#map(line.start, line.indent), line.start];
  }

  #list(indent: number): Json[] {
    const list: Json[] = [];
    for (
      let line = this.#next();
      line && line.indent === indent && this.#isItem(line.start);
      line = this.#next()
    ) {
      const start = match(ITEM, this.#text, line.start)?.end;
      if (start === undefined || start >= line.end) throw UNUSUAL;
      recordOrigin(list, list.length, this.#scalars.place(start, start));
      if (match(KEY, this.#text, start)) list.push(this.#map(start, indent + start - line.start));
      else if (this.#isItem(start)) throw UNUSUAL;
      else list.push(this.#value(start, indent, indent)[0]);
    }
    const line = this.#next();
    if (line && line.indent > indent) throw UNUSUAL;
    return list;
  }

  /** A text block: every line that is indented deeper than what holds it. */
  #block(outer: number, strip: boolean): string {
    const first = this.#lines[this.#at];
    if (!first || first.blank || first.indent <= outer) throw UNUSUAL;
    const rows: string[] = [];
    for (
      let line: Line | undefined = first;
      line && (line.blank || line.indent > outer);
      line = this.#lines[this.#at]
    ) {
      if (line.blank ? line.indent > first.indent : line.indent < first.indent) throw UNUSUAL;
      rows.push(line.blank ? '' : this.#text.slice(line.start - line.indent + first.indent, line.end));
      this.#at += 1;
    }
    while (rows[rows.length - 1] === '') rows.pop();
    return rows.join('\n') + (strip ? '' : '\n');
  }
}
