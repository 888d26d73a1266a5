/**
 * Where reading differs from Helm's on purpose or by the nature of the YAML 1.2 parser beneath. Each class
 * says how it is recognised and why it may stay. All that is in none of them has to be equal.
 */
import type { GoReading } from '../oracle/go-yaml/oracle';

interface Class {
  readonly reason: string;
  readonly applies: (document: string, message: string, go: GoReading) => boolean;
}

const when = (pattern: RegExp) => (document: string) => pattern.test(document);
const says = (pattern: RegExp) => (_: string, message: string) => pattern.test(message);

/** We refuse, Helm reads. (Content that Helm drops without a word is recognised by asking it again.) */
export const STRICTER: readonly Class[] = [
  {
    reason: 'A line inside of quotes or brackets stands further left than YAML 1.2 allows; it is a slip.',
    applies: says(
      /^The indentation fits|line of the quoted text is not indented|stretches over several lines/,
    ),
  },
  {
    reason: 'Brackets of an outer line that were meant to be closed swallow what follows.',
    applies: says(/^An indented map or list stands inside brackets|^A comma, space or closing bracket/),
  },
  {
    reason:
      'YAML 1.1 and 1.2 read it as different things, so it is refused: `{a:}`, `[:a]`, `[a?b]`, `[?a]`.',
    applies: says(/^Inside brackets, /),
  },
  {
    reason: 'A "#" that touches a quote or bracket begins a comment for Helm only.',
    applies: says(/the "#" of a comment/),
  },
  {
    reason: 'A block text at the top of a document, at the very left; no configuration is one.',
    applies: says(/is not indented\.$/),
  },
  {
    reason: 'A tag that is not followed by a space, or made of odd characters.',
    applies: when(/!\S*[!,[\]{}%~]/),
  },
  {
    reason: 'A map or list as a key, where Helm drops the rest of the file.',
    applies: says(/cannot be a key/),
  },
  { reason: 'A lone dash in brackets.', applies: when(/[[{,]\s*-\s*[\],}]/) },
  {
    reason: 'A "|" or ">" that stands on the line after its key, at the very left.',
    applies: when(/\n[|>]/),
  },
  {
    reason: 'Unicode line separators: a line break to YAML 1.1, a character to 1.2.',
    applies: says(/invisible character/),
  },
  { reason: 'UTF-16: text editors of today do not write it.', applies: says(/UTF-16/) },
  { reason: 'An alias that is a key with no space before its colon: `*a: 1`.', applies: when(/\*\w+:/) },
];

/** We read, Helm refuses. */
export const LAXER: readonly Class[] = [
  {
    reason: 'What follows a key of the form `? key` is not checked by the parser.',
    applies: when(/(?:^|[\n\s])\?\s/),
  },
  { reason: 'A tag that runs into the next text: `!#x`, `[!a]`.', applies: when(/!\S*[#\],}]/) },
];

/** Both read, and differently. */
export const DIFFERENT: readonly Class[] = [
  {
    reason: 'A block text with told indentation and nothing but lines of spaces.',
    applies: when(/[|>][-+]?\d[-+]?(?: *#.*)?\r?\n\s*(?:\n|$)/),
  },
];
