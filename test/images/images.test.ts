/** `hubsynth images` with a program that writes down what it is asked for: no engine runs where tests do. */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { folder, hubsynth, ROOT } from '../support/program';

const CONFIG = `name: lab
host: lab.example.com
login: { keycloak: { url: "https://auth.example.com", realm: r, allow: { all: true } } }
secrets: {}
images: { registry: registry.example.com/lab, tag: v1 }
`;
const NOTEBOOK = 'registry.example.com/lab/datastack-notebook:v1';
const CUDA = 'registry.example.com/lab/datastack-cuda-notebook:v1';
const PYTHON = path.join(__dirname, 'python.sh');

/** A project on a machine with these engines. */
function machine(...engines: string[]) {
  const root = folder({ 'config/lab.yaml': CONFIG });
  const bin = path.join(root, 'bin');
  mkdirSync(bin);
  for (const each of engines) copyFileSync(path.join(__dirname, 'engine.sh'), path.join(bin, each));
  const record = path.join(root, 'record');
  const scratch = path.join(root, 'tmp');
  mkdirSync(scratch);
  // No engine of this machine, but a shell.
  const env = { PATH: `${bin}:/usr/bin:/bin`, RECORD: record, TMPDIR: scratch };
  const real = ['docker', 'podman', 'buildah'].filter((each) => existsSync(`/usr/bin/${each}`));
  return { root, env, record, scratch, real };
}

const run = ({ root, env }: ReturnType<typeof machine>, ...args: string[]) =>
  hubsynth(['images', ...args], root, env);
const lines = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n');

test('the wheel and what the Dockerfile copies are in the context, which is gone afterwards', () => {
  const here = machine('docker');
  const { status, stdout, stderr } = run(
    here,
    'build',
    '--python',
    PYTHON,
    '--build-arg',
    'SPARK_VERSION=4.0.1',
  );
  expect({ status, stderr }).toMatchObject({ status: 0 });
  // stdout is for the answer.
  expect(stdout).toBe(`${NOTEBOOK}\n${CUDA}\n`);
  expect(stderr).toContain('a line of the engine');
  const asked = lines(here.record);
  expect(asked).toHaveLength(2);
  expect(asked[0]).toMatch(
    /^docker build --file (.*)\/datastack-notebook\/Dockerfile --tag registry\.example\.com\/lab\/datastack-notebook:v1 --build-arg VERSION=v1 --build-arg SPARK_VERSION=4\.0\.1 \1$/,
  );
  expect(asked[1]).toContain(`datastack-cuda-notebook/Dockerfile --tag ${CUDA}`);
  const files = lines(`${here.record}.files`);
  expect(files).toContain('./wheels/buunstack-0.1.0-py3-none-any.whl');
  for (const source of copied()) expect(files.some((each) => each.startsWith(`./${source}`))).toBe(true);
  expect(left(here)).toEqual([]);
});

/** First arguments of COPY. */
function copied(): string[] {
  const text = readFileSync(path.join(ROOT, 'images/datastack-notebook/Dockerfile'), 'utf8');
  return [...text.matchAll(/^COPY (\S+)/gm)].map(([, source = '']) => source);
}

function left({ scratch }: ReturnType<typeof machine>): string[] {
  return readdirSync(scratch);
}

test('a program that fails ends it, and leaves nothing behind', () => {
  const here = machine('podman');
  const { status, stdout, stderr } = hubsynth(
    ['images', 'build', '--engine', 'podman', '--python', PYTHON, '--image', 'cuda'],
    here.root,
    { ...here.env, STATUS: '7' },
  );
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('podman refused build');
  expect(stderr).toContain('status 7');
  expect(left(here)).toEqual([]);
});

test('a signal is passed on, and the context goes all the same', async () => {
  const here = machine('buildah');
  const child = spawn(
    process.execPath,
    [path.join(ROOT, 'build/cli.js'), 'images', 'build', '--engine', 'buildah', '--python', PYTHON],
    { cwd: here.root, env: { ...process.env, ...here.env, SLEEP: '60' }, stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => child.on('close', resolve));
  while (!existsSync(`${here.record}.started`)) await sleep(50);
  expect(left(here)).toHaveLength(1);
  child.kill('SIGTERM');
  expect(await ended).toBe(1);
  expect(lines(here.record).at(-1)).toBe('ended');
  expect(left(here)).toEqual([]);
}, 30_000);

test.each([
  [['buildah', 'podman', 'docker'], 'docker'],
  [['buildah', 'podman'], 'podman'],
  [['buildah'], 'buildah'],
])('of %j, %s is taken', (there, taken) => {
  const here = machine(...there);
  // An engine of the machine itself would come first.
  if (here.real.some((each) => !there.includes(each)))
    here.env.PATH = `${path.join(here.root, 'bin')}:${shellOnly(here.root)}`;
  expect(run(here, 'push').status).toBe(0);
  expect(lines(here.record)).toEqual([`${taken} push ${NOTEBOOK}`, `${taken} push ${CUDA}`]);
});

/** A folder with what the scripts need, and nothing else. */
function shellOnly(root: string): string {
  const bin = path.join(root, 'shell');
  mkdirSync(bin);
  for (const each of ['bash', 'env', 'find', 'sort', 'sleep', 'touch'])
    symlinkSync(`/usr/bin/${each}`, path.join(bin, each));
  return bin;
}

test('without an engine nothing runs; a dry run needs none', () => {
  const here = machine();
  here.env.PATH = shellOnly(here.root);
  const { status, stderr } = run(here, 'build', '--python', PYTHON);
  expect([status, stderr]).toEqual([3, expect.stringContaining('docker, podman, buildah: not found')]);
  const dry = run(here, 'build', '--dry-run', '--json');
  const { commands, images } = JSON.parse(dry.stdout);
  expect(images).toEqual([NOTEBOOK, CUDA]);
  expect(commands[1].slice(0, 2)).toEqual(['docker', 'build']);
  expect(commands[0]).toContain(path.join(ROOT, 'python/buunstack'));
});

test('an argument that is none is refused', () => {
  const { status, stderr } = run(machine(), 'build', '--dry-run', '--build-arg', 'SPARK');
  expect([status, stderr]).toEqual([2, expect.stringContaining('--build-arg SPARK is not NAME=value')]);
});
