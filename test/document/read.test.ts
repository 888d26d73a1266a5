import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Code } from '../../lib/diagnostics/codes';
import type { Json, JsonObject } from '../../lib/document/json';
import { originOf } from '../../lib/document/origin';
import { type ReadResult, readYaml } from '../../lib/document/read';
import { Random } from '../oracle/go-yaml/random';

function read(text: string | Uint8Array, strict = false): ReadResult {
  return readYaml({ file: 'hub.yaml', bytes: Buffer.from(text) }, { strict });
}

/** The codes of what is wrong, each with its place. */
function problems(text: string | Uint8Array, strict = false): string[] {
  const { diagnostics } = read(text, strict);
  return diagnostics.map(
    ({ code, severity, position }) => `${severity} ${code} ${position?.line}:${position?.column}`,
  );
}

function at(data: Json | undefined, key: string): JsonObject {
  return (data as Record<string, JsonObject>)[key] as JsonObject;
}

function origin(container: object | undefined, key: string | number): string {
  const found = container && originOf(container, key);
  return found ? `${found.key.line}:${found.key.column} ${found.value.line}:${found.value.column}` : 'none';
}

describe('data', () => {
  test('an empty file, blank lines and comments are null without a word', () => {
    for (const text of ['', '\n\n', '# only a comment\n', '---\n', '\ufeff'])
      expect(read(text)).toEqual({ data: null, diagnostics: [] });
  });

  test('only the first document is read, and a second one is told', () => {
    expect(read('a: 1\n---\nb: 2\n').data).toEqual({ a: 1 });
    expect(problems('a: 1\n---\nb: 2\n')).toEqual(['warning YAML_SYNTAX 2:1']);
    expect(problems('a: 1\n---\nb: 2\n', true)).toEqual(['error YAML_SYNTAX 2:1']);
    expect(problems('a: 1\n---\n')).toEqual([]);
  });

  test('integers beyond 2^53 become the nearest number, as values, and keep their digits as keys', () => {
    expect(read('a: 9007199254740993\n9007199254740993: b\n').data).toEqual({
      a: 9007199254740992,
      '9007199254740993': 'b',
    });
  });

  test('objects are ordinary, and keys of JavaScript are ordinary keys', () => {
    const { data } = read('__proto__: {polluted: true}\nconstructor: 1\nhasOwnProperty: 2\n');
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
    expect(Object.keys(data as object)).toEqual(['__proto__', 'constructor', 'hasOwnProperty']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(JSON.stringify(data)).toBe('{"__proto__":{"polluted":true},"constructor":1,"hasOwnProperty":2}');
    expect(origin(data as object, '__proto__')).toBe('1:1 1:12');
  });

  test('an alias gives a copy of its own', () => {
    const { data } = read('a: &x {b: [1]}\nc: *x\n');
    expect(at(data, 'c')).toEqual({ b: [1] });
    expect(at(data, 'c')).not.toBe(at(data, 'a'));
  });
});

describe('origins', () => {
  test('keys and items know where they and their values stand', () => {
    const { data } = read('# c\na:\n  b: !!str 1\n  list:\n  - x\n  - w: {z: 1}\n');
    expect(origin(data as object, 'a')).toBe('2:1 3:3');
    expect(origin(at(data, 'a'), 'b')).toBe('3:3 3:12');
    const list = at(data, 'a')['list'] as readonly JsonObject[];
    expect([origin(list, 0), origin(list, 1)]).toEqual(['5:5 5:5', '6:5 6:5']);
    expect(origin(list[1], 'w')).toBe('6:5 6:8');
    expect(originOf(data as object, 'a')?.key).toEqual({ file: 'hub.yaml', line: 2, column: 1 });
  });

  test('an aliased key stands at the alias, what is in it at the anchor', () => {
    const { data } = read('a: &x\n  b: 1\nc: *x\nd: [*x]\n');
    expect(origin(data as object, 'c')).toBe('3:1 3:4');
    expect(origin(at(data, 'c'), 'b')).toBe('2:3 2:6');
    expect(origin(at(data, 'd'), 0)).toBe('4:5 4:5');
  });

  test('a merged key stands where it was written', () => {
    const { data } = read('a: &x\n  b: 1\nc:\n  <<: *x\n  d: 2\n');
    expect([origin(at(data, 'c'), 'b'), origin(at(data, 'c'), 'd')]).toEqual(['2:3 2:6', '5:3 5:6']);
  });

  test('columns count characters, and line breaks of Windows and a byte order mark count nothing', () => {
    const { data } = read('\ufeff{😀é: 1, b: 2}\r\n');
    expect(origin(data as object, 'b')).toBe('1:9 1:12');
    expect(origin(read('a: 1\r\n\r\nb: 2\r\n').data as object, 'b')).toBe('3:1 3:4');
  });
});

describe('diagnostics', () => {
  test.each<[string, string, string[]]>([
    ['a tab as indentation', 'a:\n\tb: 1\n', ['error YAML_SYNTAX 2:1']],
    ['a tab before a comment', 'a: 1\n\t# c\nb: 2\n', ['error YAML_SYNTAX 2:1']],
    ['a quote that is not closed', 'a: 1\nb: "x\n\n', ['error YAML_SYNTAX 2:4']],
    ['a bracket that is not closed', 'a: [1, 2\nb: 1\n', ['error YAML_SYNTAX 2:1']],
    ['a second colon', 'a: b: c\n', ['error YAML_SYNTAX 1:4']],
    ['an unknown anchor', 'a: *x\n', ['error YAML_SYNTAX 1:4']],
    ['another version of YAML', '%YAML 1.2\n---\na: 1\n', ['error YAML_SYNTAX 1:1']],
    ['a control character', 'a: 1\nb: \x07\n', ['error YAML_SYNTAX 2:4']],
    ['infinity', 'a: .inf\n', ['error YAML_VALUE 1:4']],
    ['an empty key', 'a: 1\n~: 2\n', ['error YAML_VALUE 2:1']],
    ['a list as a key', '? [a]\n: 1\n', ['error YAML_VALUE 1:3']],
    ['a tag that does not fit', 'a: !!int x\n', ['error YAML_VALUE 1:10']],
    ['a merge of no map', 'a:\n  <<: 1\n', ['error YAML_VALUE 2:7']],
    ['an anchor in itself', 'a: &x [*x]\n', ['error YAML_ALIASES 1:8']],
  ])('%s is an error with its place, and there is no data', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
    expect(read(text).data).toBeUndefined();
  });

  test('messages and hints are sentences, without the file or a frame of it', () => {
    const [problem] = read('password: "s3cret\nuser: x\n').diagnostics;
    expect(problem?.message).toBe(
      'A quote is opened and not closed, or a line of the quoted text is not indented.',
    );
    expect(problem?.hint).toBe('Close the quote; indent the lines of the text more than its key.');
  });

  test('several problems are told at once', () => {
    expect(problems('a: y\nb: .inf\nb: 0644\nc: *x\n', true)).toEqual([
      'error YAML_AMBIGUOUS_SCALAR 1:4',
      'error YAML_VALUE 2:4',
      'error YAML_DUPLICATE_KEY 3:1',
      'error YAML_AMBIGUOUS_SCALAR 3:4',
      'error YAML_SYNTAX 4:4',
    ]);
    expect(problems('a: "\\q"\nb: @x\nc: 1\n')).toEqual(['error YAML_SYNTAX 1:5', 'error YAML_SYNTAX 2:4']);
  });

  test('bytes that are not UTF-8 are found by line and column', () => {
    const bytes = Buffer.concat([Buffer.from('a: 1\nb: é'), Buffer.from([0xff]), Buffer.from('\n')]);
    expect(problems(bytes)).toEqual(['error YAML_ENCODING 2:5']);
    expect(read(bytes).diagnostics[0]?.message).toContain('0xff');
    for (const marked of [Buffer.from('\ufeffa: 1', 'utf16le'), Buffer.from('a: 1', 'utf16le')]) {
      expect(problems(marked)).toEqual(['error YAML_ENCODING 1:1']);
      expect(read(marked).diagnostics[0]?.message).toContain('UTF-16');
    }
  });

  test('a file above 2 MiB is not read', () => {
    expect(problems(Buffer.alloc(2 * 1024 * 1024 + 1, '#'))).toEqual(['error YAML_TOO_LARGE 1:1']);
  });

  test('a key that stands twice is told with its first place; the last one counts', () => {
    const text = 'hub:\n  a: 1\n  b: 2\n  "a": 3\n';
    const { data, diagnostics } = read(text);
    expect(data).toEqual({ hub: { a: 3, b: 2 } });
    expect(diagnostics).toEqual([
      {
        code: 'YAML_DUPLICATE_KEY',
        severity: 'warning',
        message: 'The key "a" stands twice in one map, first in line 2; the last one counts.',
        hint: 'Remove one of the two, or join them.',
        path: 'hub.a',
        position: { file: 'hub.yaml', line: 4, column: 3 },
      },
    ]);
    expect(problems(text, true)).toEqual(['error YAML_DUPLICATE_KEY 4:3']);
    expect(read(text, true).data).toEqual(data);
  });

  test('a key beside a merge is not there twice, and an alias does not repeat what its anchor said', () => {
    expect(problems('a: &x {b: 1}\nc: {<<: *x, b: 2}\n', true)).toEqual([]);
    expect(problems('a: &x {b: y}\nc: *x\nd: {<<: *x}\n', true)).toEqual([
      'error YAML_AMBIGUOUS_SCALAR 1:11',
    ]);
  });

  test('hostile nesting ends with one error', () => {
    for (const text of [
      '['.repeat(20_000),
      '- '.repeat(20_000),
      '{a: '.repeat(20_000),
      '? '.repeat(20_000),
    ]) {
      expect(problems(text).map((each) => each.slice(0, 17))).toEqual(['error YAML_SYNTAX']);
    }
  });

  test('never more than a hundred are told of one file', () => {
    expect(problems('a: 1\n'.repeat(500))).toHaveLength(100);
    expect(read('a: 1\n'.repeat(500) + 'b: .inf\n').data).toBeUndefined();
  });

  test('a bomb of aliases is refused at once', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [before, name] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi']) {
      lines.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
    }
    const start = performance.now();
    const codes: Code[] = read(lines.join('\n')).diagnostics.map(({ code }) => code);
    expect(codes).toEqual(['YAML_ALIASES']);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

test('any bytes end in data or diagnostics, never in an exception', () => {
  const random = new Random(5);
  const folder = join(__dirname, 'samples');
  const samples = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  for (let round = 0; round < 1500; round += 1) {
    const bytes =
      round % 2
        ? Buffer.from(random.pick(samples))
        : Buffer.from(random.times(random.below(60), () => random.below(256)));
    for (let wounds = random.below(6); wounds > 0 && bytes.length > 0; wounds -= 1)
      bytes[random.below(bytes.length)] = random.below(256);
    const { data, diagnostics } = read(bytes.subarray(0, random.below(bytes.length + 1)), round % 3 === 0);
    if (data === undefined) expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
    for (const { position } of diagnostics) expect(position?.line).toBeGreaterThan(0);
  }
});
