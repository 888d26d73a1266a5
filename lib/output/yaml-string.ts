/** Texts as plain words where every reader agrees, else in quotes or as a literal block. */
import { writeBlock } from './yaml-block';
import { ONE_LINE, UNPRINTABLE } from './yaml-characters';

/** Words that some reader takes for a boolean, null or a number, in any of their spellings. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|infinity)$/i;
/** Begun by a letter or a path's slash; no `: `, no ` #`, no blanks at the end or in a row. */
const WORDS = /^[A-Za-z_/](?:[!"$-9;-~]|:(?! |$)|(?<! )#| (?![# ]|$))*$/;
/** Sizes and times: the only texts that may stand plain though a digit begins them. */
const QUANTITY = /^\d+(?:[KMGT]i?|[mhds])$/;

function isPlain(text: string): boolean {
  return WORDS.test(text) ? !RESERVED.test(text) : QUANTITY.test(text);
}

/** The text behind `key: ` or `- `; `indent` is the number of spaces before that key or dash. */
export function writeString(text: string, indent: number): string {
  if (text.length > LONG) return writeLong(text, indent);
  if (isPlain(text)) return text;
  return (text.includes('\n') ? writeBlock(text, indent) : undefined) ?? quote(text);
}

/** Files and code: the same ones in every hub of a fleet, so that they are written once. */
const LONG = 500;
const MOST_KEPT = 32;
const kept = new Map<string, { readonly indent: number; readonly written: string }>();

function writeLong(text: string, indent: number): string {
  const known = kept.get(text);
  if (known?.indent === indent) return known.written;
  const block = text.includes('\n') ? writeBlock(text, indent) : undefined;
  const written = block ?? (isPlain(text) ? text : quote(text));
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, { indent, written });
  return written;
}

/** Readers look for the colon of a simple key within 1024 characters, and on the same line. */
const LONGEST_KEY = 1000;

/** A key without its colon; a long one as `? key`. */
export function writeKey(key: string): string {
  const written = isPlain(key) ? key : quote(key);
  return written.length > LONGEST_KEY ? `? ${written}` : written;
}

function quote(text: string): string {
  return ONE_LINE.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${escapeAll(text)}"`;
}

const SHORT: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

function escapeAll(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const short = SHORT[character];
    if (short !== undefined) return short;
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) {
      throw new TypeError('A text holds half a surrogate pair, which UTF-8 cannot hold.');
    }
    const digits = code.toString(16).toUpperCase();
    return code <= 0xff ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`;
  });
}
