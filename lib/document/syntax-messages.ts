/** Syntax errors in words that help. They never quote the file: a secret may stand where it breaks. */
import type { YAMLParseError } from 'yaml';

interface Words {
  readonly message: string;
  readonly hint: string;
}

const QUOTE = "Put the text in quotes: '...'.";

export const TAB: Words = {
  message: 'A tab is used as indentation; YAML allows spaces only.',
  hint: 'Replace the tab by spaces, and set the editor to insert spaces.',
};

const WORDS: Readonly<Record<string, Words>> = {
  TAB_AS_INDENT: TAB,
  BAD_INDENT: {
    message: 'The indentation fits neither the line before nor what encloses it.',
    hint: 'Give all keys of a map, and all items of a list, the same number of leading spaces.',
  },
  BAD_SCALAR_START: { message: 'A text without quotes cannot begin with this character.', hint: QUOTE },
  BAD_DQ_ESCAPE: {
    message: 'A double-quoted text holds an escape that YAML does not know.',
    hint: 'Write a backslash as \\\\, or use single quotes, where it means itself.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'A map or list begins where a simple value is expected.',
    hint: 'Begin it on a line of its own; if it is a text that holds ": ", put it in quotes.',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'A key stretches over several lines, or the colon after it is missing.',
    hint: 'Write `key: value` on one line; check for a missing ":" or closing quote above.',
  },
  KEY_OVER_1024_CHARS: {
    message: 'A key is longer than 1024 characters.',
    hint: 'Check for a missing closing quote or bracket.',
  },
  BLOCK_IN_FLOW: {
    message: 'An indented map or list stands inside brackets.',
    hint: 'Inside [ ] and { } use commas and brackets, or take the brackets away.',
  },
  MULTIPLE_ANCHORS: { message: 'A value has two anchors.', hint: 'Leave one of them.' },
  MULTIPLE_TAGS: { message: 'A value has two tags.', hint: 'Leave one of them.' },
  TAG_RESOLVE_FAILED: { message: 'The tag is not known.', hint: 'Remove the tag.' },
  ALIAS_PROPS: {
    message: 'An alias (*name) cannot have an anchor or tag of its own.',
    hint: 'Remove what stands before the alias.',
  },
  BAD_DIRECTIVE: { message: 'The directive is not known.', hint: 'Remove the line that begins with %.' },
  RESOURCE_EXHAUSTION: {
    message: 'Maps and lists are nested too deeply.',
    hint: 'Check for brackets that are opened again and again.',
  },
};

export function describe({ code, message }: Pick<YAMLParseError, 'code' | 'message'>): Words {
  if (code === 'MISSING_CHAR') return missing(message);
  return (
    WORDS[code] ?? {
      message: 'Something stands here that does not belong here.',
      hint: 'Check the indentation, the quotes and the brackets in this line and the one above.',
    }
  );
}

export function isUnclosedQuote({ message }: Pick<YAMLParseError, 'message'>): boolean {
  return /^Missing closing ['"]/.test(message);
}

function missing(message: string): Words {
  if (isUnclosedQuote({ message })) {
    return {
      message: 'A quote is opened and not closed, or a line of the quoted text is not indented.',
      hint: 'Close the quote; indent the lines of the text more than its key.',
    };
  }
  if (message.startsWith('Implicit map keys')) {
    return {
      message: 'A ":" is missing after this text.',
      hint: 'Write `key: value`, or a `- ` before an item.',
    };
  }
  if (message.startsWith('Comments must')) {
    return {
      message: 'A space is missing before the "#" of a comment.',
      hint: 'Put a space before the "#".',
    };
  }
  const what = /Missing (,|closing|space)|must end with a|directives-end|Sequence item/.exec(message)?.[0];
  if (what === 'Sequence item')
    return { message: 'A "- " is missing.', hint: 'Begin each item of a list with "- ".' };
  return {
    message: 'A comma, space or closing bracket is missing.',
    hint: 'Check the brackets and commas of this value: each [ and { needs its ] and }.',
  };
}
