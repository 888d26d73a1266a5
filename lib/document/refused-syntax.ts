/** What YAML 1.2 allows, the `yaml` package reads, and Helm's reader refuses or takes differently. */
import { type Node, type Pair, Scalar } from 'yaml';
import type { Problem } from './report';

const QUOTE = "Put the text in quotes: '...'.";

export function refusedScalar(
  node: Scalar,
  text: string,
  source: string,
  inFlow: boolean,
): Problem | undefined {
  if (node.type === 'QUOTE_DOUBLE') return refusedEscape(node, source);
  if (node.type === 'QUOTE_SINGLE') return text.endsWith("'") ? unclosed(node, source) : undefined;
  if (node.type !== 'PLAIN') return undefined;
  if (inFlow && text.startsWith(':')) {
    return { message: 'Inside brackets, a text without quotes cannot begin with ":".', hint: QUOTE };
  }
  if (inFlow && text.includes('?')) {
    return { message: 'Inside brackets, a "?" in a text without quotes is an error for Helm.', hint: QUOTE };
  }
  if (text.startsWith('%')) return { message: 'A text without quotes cannot begin with "%".', hint: QUOTE };
  return undefined;
}

/** `'it''` at the end of a file: the last two quotes are one in the text, and none closes it. */
function unclosed(node: Scalar, source: string): Problem | undefined {
  const raw = source.slice(node.range?.[0] ?? 0, node.range?.[1] ?? 0);
  if (/^'(?:[^']|'')*'$/.test(raw)) return undefined;
  return {
    message: 'A quote is opened and not closed.',
    hint: "Close it; '' is a quote inside of the text.",
  };
}

/** Escapes of JSON that YAML 1.1 does not have: a slash, and characters as surrogate pairs. */
function refusedEscape(node: Scalar, source: string): Problem | undefined {
  const raw = source.slice(node.range?.[0] ?? 0, node.range?.[1] ?? 0);
  if (!raw.includes('\\')) return undefined;
  const escapes = raw.match(/\\(?:u[\da-fA-F]{4}|.)/gs) ?? [];
  const refused = escapes.find((each) => each === '\\/' || /^\\u[dD][89a-fA-F]/.test(each));
  if (refused === undefined) return undefined;
  return {
    message: `The escape ${refused} is JSON's own; Helm's reader does not know it.`,
    hint: 'Write the character itself.',
  };
}

export function refusedPair(pair: Pair, source: string, inFlow: boolean): Problem | undefined {
  const key = pair.key as Node | null;
  if (!key?.range) return undefined;
  const [start, end] = key.range;
  const colonFollows = source.charCodeAt(end) === 0x3a;
  if (colonFollows && !inFlow) return undefined;
  // `{a:}` is a key `a` for YAML 1.2, and a text `a:` for YAML 1.1.
  const isPlain = key instanceof Scalar && key.type === 'PLAIN';
  if (inFlow && isPlain && end > start && /^:[,[\]{}]/.test(source.slice(end, end + 2))) {
    return {
      message: 'Inside brackets, a space is missing after this colon.',
      hint: 'Write `{ key: value }`.',
    };
  }
  if (key instanceof Scalar && key.type?.startsWith('QUOTE') && !/[\s:,\]}]/.test(source[end] ?? ' ')) {
    return {
      message: 'Something stands directly behind this key.',
      hint: 'Put a colon and a space behind it.',
    };
  }
  const colon = pair.value === null ? -1 : source.indexOf(':', end);
  if (colon === -1 || !source.slice(start, colon).includes('\n') || isExplicit(source, start))
    return undefined;
  return {
    message: 'The colon does not stand on the line where its key begins.',
    hint: 'Write `key: value` on one line.',
  };
}

/** `? key`, which may have its colon on a later line. */
function isExplicit(source: string, start: number): boolean {
  const lineStart = source.lastIndexOf('\n', start - 1) + 1;
  return /\?\s/.test(source.slice(lineStart, start));
}

/** At the top of a document. */
export function refusedRoot(root: unknown, source: string): Problem | undefined {
  if (!(root instanceof Scalar)) return undefined;
  const end = root.range?.[1] ?? 0;
  if (root.type?.startsWith('BLOCK') && /\n[^\s]/.test(source.slice(root.range?.[0], end))) {
    return {
      message: 'The text after "|" or ">" is not indented.',
      hint: 'Indent its lines by a space or more.',
    };
  }
  const isEmpty = root.type === 'PLAIN' && root.value === '' && root.tag === undefined;
  if (isEmpty && /^(?:\s*(?:#.*)?\n)*\.\.\.(?:\s|$)/.test(source)) {
    return { message: 'The document ends before it begins.', hint: 'Remove the line "...".' };
  }
  return undefined;
}
