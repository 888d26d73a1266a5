/**
 * Wrong input: each case is a file, or a folder with expect.txt, named by its lesson. It ends with status 2, says
 * what is wrong and where, shows no stack trace, and leaves the output as it was.
 */
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { folder, hubsynth, ROOT, stamps } from '../support/program';

const OLD = {
  'dist/lab/workload/hub/old.yaml': '# hubsynth: config/lab.yaml (jupyterhub.hub)\n---\nold: true\n',
  'dist/foreign.txt': 'mine',
};

interface Case {
  readonly name: string;
  readonly source: string;
  /** `CODE`, or `CODE file:line:column`. */
  readonly expected: readonly string[];
}

function cases(kind: 'config' | 'values'): Case[] {
  const root = path.join(ROOT, 'test', kind, 'cases');
  return readdirSync(root)
    .sort()
    .map((entry) => {
      const source = path.join(root, entry);
      const lines = statSync(source).isDirectory()
        ? readFileSync(path.join(source, 'expect.txt'), 'utf8').trim().split('\n')
        : [...readFileSync(source, 'utf8').matchAll(/^# expect: (\S+) (\S+)$/gm)].map(
            ([, code, place]) => `${code} ${kind === 'config' ? 'config/' : ''}${entry}:${place}`,
          );
      return { name: entry, source, expected: lines };
    });
}

/** The case in a folder of its own, beside an output of an earlier build. */
function workplace({ source, name }: Case, kind: 'config' | 'values'): string {
  const cwd = folder(OLD);
  if (statSync(source).isDirectory()) cpSync(source, cwd, { recursive: true });
  else cpSync(source, path.join(cwd, kind === 'config' ? 'config' : '.', name));
  return cwd;
}

function check(
  run: () => { status: number | null; stdout: string; stderr: string },
  cwd: string,
  expected: readonly string[],
): void {
  const before = stamps(path.join(cwd, 'dist'));
  const { status, stderr, stdout } = run();
  for (const each of expected) {
    const [code, place] = each.split(' ');
    const line = stderr
      .split('\n')
      .find((text) => text.includes(` ${code}: `) && text.startsWith(place ?? ''));
    if (line === undefined) throw new Error(`expected ${each}, got:\n${stderr}`);
    if (place === undefined) continue;
    // A place is a line and a column, counted from 1.
    expect(line).toMatch(/^[^:]+:[1-9]\d*:[1-9]\d*: error /);
    if (/:\d+:\d+$/.test(place)) expect(line.startsWith(`${place}: `)).toBe(true);
  }
  expect(status).toBe(2);
  expect(`${stdout}${stderr}`).not.toMatch(/^\s+at .*[:(]\d+/m);
  expect(stamps(path.join(cwd, 'dist'))).toEqual(before);
}

describe.each(['config', 'values'] as const)('%s', (kind) => {
  const all = cases(kind);

  test('every case says what it expects', () => {
    expect(all.filter((each) => each.expected.length === 0)).toEqual([]);
  });

  test.each(all.map((each) => [each.name.replace(/\.yaml$/, ''), each] as const))('%s', (_name, each) => {
    const cwd = workplace(each, kind);
    const values = existsSync(path.join(cwd, 'values.yaml')) ? 'values.yaml' : each.name;
    const args = kind === 'config' ? ['synth'] : ['render', '--values', values, '--out', 'dist'];
    check(() => hubsynth(args, cwd), cwd, each.expected);
  });
});

test('there are at least sixty cases', () => {
  expect(cases('config').length + cases('values').length).toBeGreaterThanOrEqual(60);
});

test.each([
  ['a file of ten megabytes', Buffer.alloc(10 << 20, '# comment\n'), 'YAML_TOO_LARGE config/lab.yaml'],
  ['bytes that are no text', Buffer.from([0, 1, 2, 255, 254, 10, 0]), 'YAML_ENCODING config/lab.yaml'],
  [
    'a key as long as a book',
    Buffer.from(`name: lab\n? ${'k'.repeat(100_000)}\n: 1\n`),
    'SCHEMA_UNKNOWN_KEY config/lab.yaml',
  ],
  [
    'ten thousand nested lists',
    Buffer.from(`name: lab\njupyterhub: ${'['.repeat(10_000)}`),
    'YAML_SYNTAX config/lab.yaml',
  ],
])('%s', (_name, content, expected) => {
  const cwd = folder(OLD);
  cpSync(folder({ 'config/lab.yaml': content }), cwd, { recursive: true });
  check(() => hubsynth(['synth'], cwd), cwd, [expected]);
});

test('a config folder that is not there', () => {
  const cwd = folder(OLD);
  check(() => hubsynth(['synth', '--config', 'nowhere'], cwd), cwd, ['FILE_NOT_FOUND']);
});

test('a values file that is not there, or is a folder', () => {
  const cwd = folder({ ...OLD, 'values/a.yaml': '' });
  check(() => hubsynth(['render', '--values', 'none.yaml', '--out', 'dist'], cwd), cwd, ['FILE_NOT_FOUND']);
  check(() => hubsynth(['render', '--values', 'values', '--out', 'dist'], cwd), cwd, ['FILE_NOT_FOUND']);
});

test.each([
  [['sinth']],
  [['synth', '--chek']],
  [['render', '--out', 'x']],
  [['render', '--values', 'v.yaml']],
  [[]],
])('arguments that are not understood: %j', (args) => {
  const { status, stderr } = hubsynth(args, folder());
  expect(status).toBe(2);
  expect(stderr).toMatch(/error:|Usage:/);
});

test('a secret in a message: never', () => {
  const cwd = folder({
    'config/lab.yaml':
      'name: lab\njupyterhub:\n  hub:\n    cookieSecret: [hunter2]\n    config:\n      A: { token: hunter2 }\n',
  });
  const { stderr, stdout, status } = hubsynth(['synth', '--json'], cwd);
  expect(status).toBe(2);
  expect(`${stderr}${stdout}`).not.toContain('hunter2');
});

test('control letters in a message are blanks', () => {
  const cwd = folder();
  writeFileSync(path.join(cwd, 'v.yaml'), '"\\e[31mred\\n::error::x": 1\n');
  const { stderr } = hubsynth(['render', '--values', 'v.yaml', '--out', 'o'], cwd);
  expect(stderr).not.toContain('\u001b[31m');
  expect(stderr).not.toMatch(/^::error/m);
});

test.each(['config', 'config/dist', './config/../config/x'])('an output inside of the config: %s', (out) => {
  const cwd = folder({ ...OLD, 'config/lab.yaml': 'name: lab\n' });
  check(() => hubsynth(['synth', '--out', out], cwd), cwd, ['OUT_IN_CONFIG']);
  expect(Object.keys(stamps(path.join(cwd, 'config')))).toEqual(['lab.yaml']);
});

test('every message names a file, also one about what nobody wrote', () => {
  const cwd = folder({ 'config/lab.yaml': 'name: lab\n', 'v.yaml': '' });
  expect(hubsynth(['synth'], cwd).stderr).toContain('config/lab.yaml:1:7: warning VALUES_OPEN_LOGIN');
  expect(hubsynth(['render', '--values', 'v.yaml', '--out', 'o'], cwd).stderr).toContain(
    'v.yaml:1:1: warning VALUES_OPEN_LOGIN',
  );
});
