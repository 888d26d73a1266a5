/** Random YAML, from nearly right to hopeless. */
import type { Random } from '../oracle/go-yaml/random';

const LETTERS = [
  ...[
    '0',
    '1',
    '7',
    '8',
    '9',
    'x',
    'o',
    'b',
    '_',
    '.',
    '-',
    '+',
    'e',
    'E',
    ':',
    'y',
    'n',
    'Y',
    'N',
    'T',
    '~',
    'a',
  ],
  ...[
    'f',
    'F',
    '<',
    '=',
    '0x',
    '0b',
    '0o',
    '.inf',
    'NaN',
    'on',
    'off',
    'null',
    'true',
    '2001-01-02',
    '12:30',
    ' ',
  ],
];

export function randomScalar(random: Random): string {
  const text = random.times(1 + random.below(7), () => random.pick(LETTERS)).join('');
  return random.pick(['', 'k: ', '- ']) + text;
}

const TOKENS = [
  ...[
    'a',
    'b',
    'key',
    '- ',
    '- ',
    '? ',
    ': ',
    ': ',
    ':\n',
    '\n',
    '\n',
    '\n  ',
    '\n  ',
    '\n    ',
    '  ',
    ' ',
    '[',
    ']',
  ],
  ...[
    '{',
    '}',
    ', ',
    ',',
    '"x"',
    "'y'",
    '"a\\n"',
    '&a ',
    '*a',
    '<<: *a',
    '<<: {b: 1}',
    '!!str ',
    '!!int ',
    '!x ',
  ],
  ...[
    '|\n',
    '>\n',
    '|-\n',
    '# c\n',
    ' # c',
    '\t',
    '1',
    '0x1F',
    'yes',
    'null',
    '~',
    '---\n',
    '...\n',
    '%',
    '?',
    '!',
  ],
  ...['-', "'", '"', '>+\n', '|2\n', '::', 'a: 1\n', 'b: 2\n', '- x\n', '[a, b]', '{a: 1}', '\r\n'],
];

export function tokenSoup(random: Random): string {
  return random.times(1 + random.below(14), () => random.pick(TOKENS)).join('');
}

/** Some lines of a file, with one to three wounds. */
export function mutate(random: Random, text: string): string {
  const lines = text.split('\n');
  const start = random.below(lines.length);
  let part = lines.slice(start, start + 5 + random.below(30)).join('\n');
  for (let wounds = 1 + random.below(3); wounds > 0; wounds -= 1) {
    const at = random.below(part.length + 1);
    const length = random.pick([0, 1, random.below(4), random.below(30)]);
    part = part.slice(0, at) + random.pick(['', random.pick(TOKENS)]) + part.slice(at + length);
  }
  return part;
}

const WORDS = [
  'yes',
  '0644',
  '1_0',
  '~',
  '.5',
  'word',
  'two words',
  '"q\\t"',
  "'s'",
  '12:30',
  'a:b',
  'x#y',
  '0x1F',
  '',
];
const KEYS = ['a', 'b', 'c', 'on', '1', '1.5', '"q"', "'s'", 'long key', '0b1', '&k d', '__proto__', 'true'];

/** A document that is meant to be right, in all styles. */
export function structured(random: Random): string {
  const lead = random.pick(['', '---\n', '# c\n', '%YAML 1.1\n---\n', '&r\n']);
  return lead + block(random, '', 0);
}

function block(random: Random, indent: string, depth: number): string {
  const isList = random.below(3) === 0;
  const item = () => {
    if (isList) return `${indent}-${value(random, indent, depth)}`;
    if (random.below(12) === 0) return `${indent}<<: {${random.pick(['a', 'b'])}: merged}\n`;
    return `${indent}${random.pick(KEYS)}:${value(random, indent, depth)}`;
  };
  return random.times(1 + random.below(4), item).join('');
}

function value(random: Random, indent: string, depth: number): string {
  const inner = indent + random.pick([' ', '  ', '    ']);
  const comment = random.pick(['', '', ' # c', '  # "c']);
  const choice = random.below(depth > 3 ? 4 : 6);
  if (choice === 0) {
    const header = random.pick(['|', '>', '|-', '>-', '|+', '>+']);
    const lines = random.times(1 + random.below(4), () =>
      random.pick(['text', '  more', '', '# no comment', 'end: ', 'tab\t']),
    );
    const body = ['first', ...lines].map((line) => (line === '' ? '' : inner + line) + '\n');
    return ` ${header}${comment}\n${body.join('')}`;
  }
  if (choice === 1) return ` ${flow(random, 0)}${comment}\n`;
  if (choice === 2)
    return ` ${random.pick(['plain', '"double', "'single"])}`.replace(
      /(["']?)(\w+)$/,
      `$1$2\n${inner}and more$1\n`,
    );
  if (choice === 3) return ` ${random.pick(WORDS)}${comment}\n`;
  return (
    `${random.pick(['', ' !!map', ' &a'])}`.replace(' !!map', '') +
    `${comment}\n${block(random, inner, depth + 1)}`
  );
}

function flow(random: Random, depth: number): string {
  const choice = random.below(depth > 2 ? 1 : 3);
  const separator = random.pick([', ', ',', ' , ']);
  if (choice === 1)
    return `[${random.times(random.below(4), () => flow(random, depth + 1)).join(separator)}]`;
  if (choice === 2) {
    const pair = () => `${random.pick(['a', 'b', '"q"', 'yes', 'k k'])}: ${flow(random, depth + 1)}`;
    return `{${random.times(random.below(4), pair).join(separator)}}`;
  }
  return random.pick(['x', 'yes', '1', '0644', '~', '"d\\n"', "'s, s'", 'a:b', 'two words', '1_0']);
}
