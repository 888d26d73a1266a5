/**
 * Characters that may stand in YAML as they are. Left out, besides control characters: what readers take
 * for a line break (NEL, LS, PS), invisible and direction-changing characters, private ones, byte order
 * marks. They are escaped, so that a reviewer sees them.
 */
const SHOWN =
  '\\x20-\\x7e\\xa1-\\xac\\xae-\\u1fff\\u2010-\\u2027\\u2030-\\u205e\\u2070-\\ud7ff\\uf900-\\ufefe\\uff00-\\uffef\\u{10000}-\\u{10ffff}';

/** A text of one line. */
export const ONE_LINE = new RegExp(`^[${SHOWN}]*$`, 'u');
/** A text of several lines; tabs inside of them are harmless. */
export const LINES = new RegExp(`^[\\n\\t${SHOWN}]*$`, 'u');
/** Each character to escape between double quotes. */
export const UNPRINTABLE = new RegExp(`["\\\\]|[^${SHOWN}]`, 'gu');
