import { readYaml } from '../../lib/document/read';

function strict(text: string) {
  return readYaml({ file: 'f', bytes: Buffer.from(text) }, { strict: true });
}

test.each([
  ...[
    'y',
    'n',
    'yes',
    'No',
    'on',
    'OFF',
    '0644',
    '-017',
    '1_000',
    '0b11',
    '-0x1F',
    '0O17',
    '0X1F',
    '.5_0',
    '1e400',
  ],
])('%s is ambiguous, as a value and as a key', (text) => {
  const { diagnostics } = strict(`k: ${text}\n${text}: v\n`);
  expect(diagnostics.map(({ code, position }) => [code, position?.line, position?.column])).toEqual([
    ['YAML_AMBIGUOUS_SCALAR', 1, 4],
    ['YAML_AMBIGUOUS_SCALAR', 2, 1],
  ]);
});

test.each([
  ...[
    '"y"',
    "'0644'",
    'true',
    'null',
    '~',
    '420',
    '0o644',
    '0x1F',
    '08',
    '1e3',
    '.5',
    '12:30',
    '2001-01-02',
    '-0',
    '=',
    '+1',
  ],
  ...['yEs', 'word', '1.2.3', '!!str yes', '9007199254740993', '18446744073709551616', '<<'],
])('%s is not', (text) => expect(strict(`k: ${text}\n`).diagnostics).toEqual([]));

test('says what both readers take it for, and how to write it', () => {
  const told = (text: string) => strict(text).diagnostics.map(({ message, hint }) => `${message} ${hint}`);
  expect(told('a: on')).toEqual([
    '`on` is true for YAML 1.1 (Helm) and a text for YAML 1.2. Write `true`, or put it in quotes if it is a text.',
  ]);
  expect(told('a: 0644')).toEqual([
    '`0644` is the number 420 for YAML 1.1 (Helm) and the number 644 for YAML 1.2. Write `420` or `0o644`, or put it in quotes if it is a text.',
  ]);
  expect(told('a: 1_000')).toEqual([
    '`1_000` is a number for YAML 1.1 (Helm) and a text for YAML 1.2. Write `1000`, or put it in quotes if it is a text.',
  ]);
});

test('the data stands', () => expect(strict('a: y\n0644: 1_0\n').data).toEqual({ '420': 10, a: true }));

test('does not show what may be a secret', () => {
  const [problem] = strict('hub: {db: {password: 0123_45}}').diagnostics;
  expect(problem?.path).toBe('hub.db.password');
  expect(problem?.message).toBe('This value is one thing for YAML 1.1 (Helm) and another for YAML 1.2.');
  expect(problem?.hint).toBe('Put it in quotes.');
});
