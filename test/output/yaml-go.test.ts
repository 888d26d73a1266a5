/** What the writer writes, read back by those who will read it. */
import { parse } from 'yaml';
import type { Json } from '../../lib/document/json';
import { readYaml } from '../../lib/document/read';
import { writeYaml } from '../../lib/output/yaml';
import { buildOracle, canonical, type Oracle } from '../oracle/go-yaml/oracle';
import { Random } from '../oracle/go-yaml/random';

let go: Oracle;
beforeAll(() => {
  go = buildOracle();
}, 120_000);
afterAll(() => go?.remove());

const PIECES = [
  ...[
    '0',
    '1',
    '7',
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
    '~',
    'a',
    'f',
    '<',
    '=',
  ],
  ...[
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
    ' ',
    '\n',
    '\n',
  ],
  ...[
    '\n ',
    '\n\t',
    '\t',
    '#',
    ' #',
    ': ',
    '- ',
    '? ',
    '"',
    "'",
    '\\',
    '%',
    '@',
    '`',
    '|',
    '>',
    '[',
    ']',
    '{',
    '}',
  ],
  ...[
    ',',
    '&',
    '*',
    '!',
    '\r',
    '\r\n',
    '\u0085',
    '\u2028',
    '\ufeff',
    'é',
    '日本',
    '😀',
    '\0',
    '\x07',
    '\x7f',
    '\xa0',
  ],
  ...[
    '\u200b',
    '\u202e',
    '\xad',
    '---',
    '...',
    '${x}',
    '<<',
    'word',
    'two words',
    '1Gi',
    '\u{10ffff}',
    '\uffff',
    '\ue000',
  ],
];
const NUMBERS = [0, -0, 1, -1, 0.1, 1e15, 1e-7, 1.5e-300, 2 ** 53 - 1, -(2 ** 53) + 1, 5e-324, 123456.789];

function text(random: Random): string {
  const made = random.times(random.below(9), () => random.pick(PIECES)).join('');
  return random.below(200) === 0 ? made.repeat(200) : made;
}

function value(random: Random, depth: number): Json {
  const choice = random.below(depth > 3 ? 5 : 8);
  if (choice < 3) return text(random);
  if (choice === 3)
    return random.below(2) ? random.pick(NUMBERS) : random.below(1e6) / random.pick([1, 7, 1000]);
  if (choice === 4) return random.pick<Json>([null, true, false, {}, []]);
  if (choice === 7) return random.times(random.below(4), () => value(random, depth + 1));
  const key = () => random.pick(['__proto__', 'name', text(random), text(random), text(random)]);
  return Object.fromEntries(random.times(random.below(5), () => [key(), value(random, depth + 1)]));
}

/** The first few values that some reader does not give back. */
function misread(values: readonly Json[]): string[] {
  const documents = values.map(writeYaml);
  const found: string[] = [];
  go.read(documents).forEach((reading, index) => {
    const document = documents[index] ?? '';
    const wanted = canonical(values[index]);
    const strict = readYaml({ file: 'f', bytes: Buffer.from(document) }, { strict: true });
    const readings = {
      'go-yaml v2': reading.error || canonical(JSON.parse(reading.json)),
      'go-yaml v3': reading.v3.error || canonical(JSON.parse(reading.v3.json)),
      'npm yaml 1.2': canonical(parse(document, { version: '1.2' })),
      'our strict reader': strict.diagnostics[0]?.message ?? canonical(strict.data),
    };
    for (const [reader, got] of Object.entries(readings)) {
      if (got !== wanted) found.push(`${reader}: ${JSON.stringify(document)} is ${got}, not ${wanted}`);
    }
  });
  return found.slice(0, 10);
}

test('20,000 random texts come back from all readers, as values and as keys', () => {
  const random = new Random(3);
  expect(misread(random.times(10_000, () => ({ key: text(random) })))).toEqual([]);
  expect(misread(random.times(5000, () => ({ [text(random)]: [text(random)] })))).toEqual([]);
  expect(misread(random.times(5000, () => text(random)))).toEqual([]);
});

test('3,000 random values come back from all readers', () => {
  const random = new Random(4);
  expect(misread(random.times(3000, () => value(random, 0)))).toEqual([]);
});
