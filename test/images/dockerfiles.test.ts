/** What no engine is needed for: the two Dockerfiles side by side, and the script that fetches Spark. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { folder, ROOT } from '../support/program';

const IMAGES = path.join(ROOT, 'images');
const dockerfile = (name: string) =>
  readFileSync(path.join(IMAGES, `datastack-${name}`, 'Dockerfile'), 'utf8').split('\n');

test('both are the same but for the base and for what they are called', () => {
  const [plain, cuda] = [dockerfile('notebook'), dockerfile('cuda-notebook')];
  const differing = plain.filter((line, index) => line !== cuda[index]);
  expect(differing.map((line) => line.trim().split(/[ =]/)[0])).toEqual([
    '#',
    'ARG',
    'LABEL',
    'org.opencontainers.image.description',
  ]);
  expect(cuda).toContain('ARG BASE_TAG=x86_64-cuda12-python-3.12.10');
});

test('the last user is a number, and not root', () => {
  const users = dockerfile('notebook').filter((line) => line.startsWith('USER '));
  expect(users.at(-1)).toBe('USER 1000:100');
});

test('every build argument is explained', () => {
  const page = readFileSync(path.join(ROOT, 'docs/images.md'), 'utf8');
  const names = dockerfile('notebook').flatMap((line) => /^ARG (\w+)/.exec(line)?.[1] ?? []);
  expect(names.length).toBeGreaterThan(8);
  for (const name of names) expect(page).toContain(`\`${name}\``);
});

test('every package of the lock has a hash', () => {
  const lock = readFileSync(path.join(IMAGES, 'requirements.txt'), 'utf8');
  const packages = lock.split('\n').filter((line) => /^[a-z0-9].*==/i.test(line));
  expect(packages.length).toBeGreaterThan(100);
  expect(packages.filter((line) => !line.endsWith('\\'))).toEqual([]);
  // The base brings its own, built for its processor.
  expect(packages.filter((line) => /^(torch|nvidia-)/.test(line))).toEqual([]);
});

/** Runs the script against a mirror that is a folder. */
function spark(spoil: (archive: string) => void) {
  const root = folder({
    'tree/spark/python/lib/py4j-0.10-src.zip': 'x',
    'tree/spark/python/pyspark/__init__.py': '',
  });
  const name = 'spark-9.9.9-bin-hadoop3';
  const mirror = path.join(root, 'mirror', 'spark-9.9.9');
  mkdirSync(mirror, { recursive: true });
  mkdirSync(path.join(root, 'site'));
  const archive = path.join(mirror, `${name}.tgz`);
  spawnSync('tar', ['czf', archive, '-C', path.join(root, 'tree'), 'spark']);
  const sum = createHash('sha512').update(readFileSync(archive)).digest('hex');
  writeFileSync(`${archive}.sha512`, `${sum}  ${name}.tgz\n`);
  spoil(archive);
  const url = `file://${path.join(root, 'mirror')}/`;
  const done = spawnSync(path.join(IMAGES, 'install', 'spark'), {
    encoding: 'utf8',
    env: {
      ...process.env,
      SPARK_VERSION: '9.9.9',
      HADOOP_VERSION: '3',
      SPARK_DOWNLOAD_URL: url,
      SPARK_CHECKSUM_URL: url,
      SPARK_HOME: path.join(root, 'home'),
      SITE_PACKAGES: path.join(root, 'site'),
    },
  });
  return { ...done, home: path.join(root, 'home'), pth: path.join(root, 'site', 'spark.pth') };
}

test('Spark is unpacked, and Python finds it', () => {
  const { status, home, pth } = spark(() => undefined);
  expect(status).toBe(0);
  expect(existsSync(path.join(home, 'python/pyspark/__init__.py'))).toBe(true);
  expect(readFileSync(pth, 'utf8')).toBe(`${home}/python\n${home}/python/lib/py4j-0.10-src.zip\n`);
});

test.each([
  ['another archive', (archive: string) => writeFileSync(archive, 'x')],
  ['no checksum in the file', (archive: string) => writeFileSync(`${archive}.sha512`, '')],
  [
    'a checksum of another file',
    (archive: string) => writeFileSync(`${archive}.sha512`, `${'0'.repeat(128)}  x.tgz\n`),
  ],
])('%s: nothing is installed', (_, spoil) => {
  const { status, home, pth } = spark(spoil);
  expect(status).not.toBe(0);
  expect([existsSync(home), existsSync(pth)]).toEqual([false, false]);
});
