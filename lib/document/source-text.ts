/** Bytes to text: UTF-8 only, one kind of line break, no character that YAML forbids. */
import { isUtf8 } from 'node:buffer';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { invalidUtf8At, looksLikeUtf16 } from './encoding';
import { PositionIndex } from './position-index';

export const MAX_BYTES = 2 * 1024 * 1024;

export interface SourceText {
  readonly text: string;
  readonly positions: PositionIndex;
}

/** Nearly every file is made of these alone, and is then taken as it is. */
const NEEDS_A_LOOK = /[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

export function decode(file: string, bytes: Uint8Array): SourceText | Diagnostic {
  const start = { file, line: 1, column: 1 };
  if (bytes.length > MAX_BYTES) {
    return {
      code: 'YAML_TOO_LARGE',
      severity: 'error',
      message: `The file has ${bytes.length} bytes; the limit is ${MAX_BYTES}.`,
      hint: 'A hub needs some kilobytes. Check that this is the right file; keep data out of the configuration.',
      position: start,
    };
  }
  if (looksLikeUtf16(bytes)) {
    return {
      code: 'YAML_ENCODING',
      severity: 'error',
      message: 'The file is UTF-16, not UTF-8.',
      hint: 'Save it as UTF-8, for example with `iconv -f UTF-16 -t UTF-8`.',
      position: start,
    };
  }
  if (!isUtf8(bytes)) {
    const { line, column, byte } = invalidUtf8At(bytes);
    return {
      code: 'YAML_ENCODING',
      severity: 'error',
      message: `The file is not UTF-8: the byte 0x${byte.toString(16).padStart(2, '0')} cannot stand here.`,
      hint: 'Save the file as UTF-8.',
      position: { file, line, column },
    };
  }
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return NEEDS_A_LOOK.test(raw)
    ? normalize(file, raw)
    : { text: raw, positions: new PositionIndex(file, raw) };
}

function normalize(file: string, raw: string): SourceText | Diagnostic {
  // YAML 1.1 knows CR and NEL as line breaks too, and reads all of them as a line feed.
  const text = raw.replace(/^\ufeff/, '').replace(/\r\n?|\x85/g, '\n');
  const positions = new PositionIndex(file, text);
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden) {
    return {
      code: 'YAML_SYNTAX',
      severity: 'error',
      message: `The character ${codePoint(forbidden[0])} may not stand in YAML.`,
      hint: 'Remove it, or write it as an escape in a double-quoted text.',
      position: positions.at(forbidden.index),
    };
  }
  const separator = /[\u2028\u2029]|(?<![^\n])\ufeff/.exec(text);
  if (separator) {
    return {
      code: 'YAML_SYNTAX',
      severity: 'error',
      message: `The invisible character ${codePoint(separator[0])} breaks the line for some YAML readers and not for others.`,
      hint: 'Remove it, or write it as an escape in a double-quoted text: "\\L", "\\P", "\\uFEFF".',
      position: positions.at(separator.index),
    };
  }
  return { text, positions };
}

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
