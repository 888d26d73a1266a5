import type { Json } from '../../lib/document/json';
import { writeYaml } from '../../lib/output/yaml';

const inValue = (text: string) => writeYaml({ k: text }).slice('k: '.length, -1);

test('puts apiVersion, kind and metadata first at the root, and sorts the rest by code unit', () => {
  const object = {
    spec: { b: 1, a: 2, B: 3, kind: 'x' },
    metadata: { name: 'web' },
    kind: 'Pod',
    apiVersion: 'v1',
    data: {},
  };
  expect(writeYaml(object)).toBe(
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\ndata: {}\nspec:\n  B: 3\n  a: 2\n  b: 1\n  kind: x\n',
  );
});

test('puts name first in the items of a list only, and lists at the indentation of their key', () => {
  const value = {
    list: [{ image: 'i', name: 'web', env: [{ value: 'v', name: 'A' }] }],
    map: { image: 'i', name: 'web' },
  };
  expect(writeYaml(value)).toBe(
    'list:\n- name: web\n  env:\n  - name: A\n    value: v\n  image: i\nmap:\n  image: i\n  name: web\n',
  );
});

test('leaves out undefined values of maps, and writes empty collections in brackets', () => {
  const value = { a: undefined, b: { c: undefined }, d: [], e: [{}, []], f: null } as unknown as Json;
  expect(writeYaml(value)).toBe('b: {}\nd: []\ne:\n- {}\n- []\nf: null\n');
  expect(writeYaml({ a: undefined } as unknown as Json)).toBe('{}\n');
  expect(writeYaml([])).toBe('[]\n');
});

test('writes lists in lists, and a list as the whole document', () => {
  expect(writeYaml([['a', ['b']], { c: [1] }])).toBe('- - a\n  - - b\n- c:\n  - 1\n');
});

test.each([
  'word',
  'two words',
  'quay.io/a/b:1.0',
  '/srv/x',
  'a,b',
  'a#b',
  'a:b',
  'it\'s "so"',
  '10Gi',
  '24h',
  '100m',
])('writes %s plain', (text) => expect(inValue(text)).toBe(text));

test.each([
  ...[
    '',
    ' a',
    'a ',
    'a: b',
    'a:',
    'a #b',
    '#a',
    'y',
    'N',
    'yes',
    'Off',
    'null',
    '~',
    'NULL',
    'True',
    '<<',
    '=',
    '-',
    '- a',
  ],
  ...[
    '0',
    '0644',
    '0o17',
    '0x1F',
    '0b11',
    '1_000',
    '1e3',
    '1e5_0',
    '.5',
    '+1',
    '-1',
    '.inf',
    '.nan',
    '12:30',
    '2001-01-02',
  ],
  ...[
    '1.2.3',
    '10.0.0.1',
    '...',
    '---',
    '? a',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a',
    '[a]',
    '{a}',
    '"a"',
    'é',
    '😀',
  ],
])('puts %j in single quotes', (text) => expect(inValue(text)).toBe(`'${text}'`));

test('doubles single quotes, and escapes what is invisible between double quotes', () => {
  expect(inValue("'a'")).toBe("'''a'''");
  expect(inValue('a\tb')).toBe('"a\\tb"');
  expect(inValue('a\r\nb\\"\0\x85\u2028\ufeff\xa0\u200b')).toBe(
    '"a\\r\\nb\\\\\\"\\x00\\x85\\u2028\\uFEFF\\xA0\\u200B"',
  );
});

test('writes texts of several lines as literal blocks, with the sign that keeps their end', () => {
  expect(writeYaml({ k: 'a\n\nb\n' })).toBe('k: |\n  a\n\n  b\n');
  expect(writeYaml({ k: 'a\nb' })).toBe('k: |-\n  a\n  b\n');
  expect(writeYaml({ k: 'a\n\n\n', z: 1 })).toBe('k: |+\n  a\n\n\nz: 1\n');
  expect(writeYaml({ k: '  a\nb\n' })).toBe('k: |2\n    a\n  b\n');
  expect(writeYaml([{ k: { l: 'a\nb\n' } }])).toBe('- k:\n    l: |\n      a\n      b\n');
  expect(writeYaml('a\nb\n')).toBe('|\n  a\n  b\n');
});

test.each(['\n', 'a\n \nb\n', 'a\n\tb\n', '\ta\n', 'a\r\nb\n', 'a\n\u2028\n', 'a\n\x07'])(
  'writes %j, which no block can hold, on one line',
  (text) => expect(writeYaml({ k: text })).toMatch(/^k: "[^\n]*"\n$/),
);

test('quotes keys as it quotes texts, and writes long ones behind a question mark', () => {
  expect(writeYaml({ on: 1, '0644': 2, 'a\nb': 3 })).toBe(`'0644': 2\n"a\\nb": 3\n'on': 1\n`);
  const long = 'k'.repeat(1100);
  expect(writeYaml({ [long]: { b: 1, name: 2 }, z: [{ [long]: ['x'] }] })).toBe(
    `? ${long}\n: b: 1\n  name: 2\nz:\n- ? ${long}\n  : - x\n`,
  );
});

test('never folds a line', () => {
  expect(inValue('word '.repeat(100).trim())).toBe('word '.repeat(100).trim());
});

test('writes numbers without rounding or exponent where digits do', () => {
  expect(writeYaml([1e6, 1e15, -0, 0.1, 1e-7, 1.5e-300])).toBe(
    '- 1000000\n- 1000000000000000\n- -0.0\n- 0.1\n- 1.0e-7\n- 1.5e-300\n',
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 1e21, 1n, undefined, () => 1, '\ud800'])(
  'refuses %p in a list',
  (value) => expect(() => writeYaml([value] as unknown as Json)).toThrow(TypeError),
);

test('writes keys that JavaScript treats as its own', () => {
  const value = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}');
  expect(writeYaml(value)).toBe('__proto__:\n  a: 1\nconstructor: 2\n');
});
