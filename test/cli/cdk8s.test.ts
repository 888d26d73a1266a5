/** The real cdk8s CLI with the shipped cdk8s.yaml, in a copy of the project that shares its programs by links. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { FLEET, hub } from '../support/fleet';
import { folder, type Result, ROOT, stamps, tree } from '../support/program';

jest.setTimeout(60_000);

const BROKEN = 'name: alpha\nnamespce: typo\n';
/** Larger than what the CLI reads at once. */
const LONG = `    extraConfig:\n      long: |\n${'        # a long line of Python that does nothing at all\n'.repeat(4000)}`;

/** Everything that is in Git but the folders of users and outputs; `app` of cdk8s.yaml finds its programs. */
function project(config: Readonly<Record<string, string>> = FLEET): string {
  const cwd = folder(config);
  copyFileSync(path.join(ROOT, 'cdk8s.yaml'), path.join(cwd, 'cdk8s.yaml'));
  for (const name of ['bin', 'build', 'lib', 'main.ts', 'node_modules', 'package.json', 'scripts']) {
    symlinkSync(path.join(ROOT, name), path.join(cwd, name));
  }
  return cwd;
}

/** Nothing is listening there: whoever asks the network fails at once. */
const OFFLINE = {
  CDK8S_CHECK_UPGRADE: 'false',
  npm_config_registry: 'http://127.0.0.1:9/',
  HTTP_PROXY: 'http://127.0.0.1:9/',
  HTTPS_PROXY: 'http://127.0.0.1:9/',
};

function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Result {
  const { CDK8S_OUTDIR: _, ...inherited } = process.env;
  const done = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...inherited, ...OFFLINE, ...env },
    maxBuffer: 1 << 28,
    timeout: 50_000,
  });
  return { status: done.status, stdout: done.stdout, stderr: done.stderr };
}

const cdk8s = (args: readonly string[], cwd: string) =>
  run(path.join(cwd, 'node_modules', '.bin', 'cdk8s'), ['synth', ...args], cwd);
const main = (cwd: string, env: NodeJS.ProcessEnv = {}) =>
  run(process.execPath, [path.join(ROOT, 'build', 'main.js')], cwd, env);

const isKustomization = (name: string) => path.basename(name) === 'kustomization.yaml';

/** The objects of an output folder, by path. */
function objectsOf(output: string): Record<string, string> {
  return Object.fromEntries(Object.entries(tree(output)).filter(([name]) => !isKustomization(name)));
}

function identity({
  apiVersion,
  kind,
  metadata,
}: {
  apiVersion: string;
  kind: string;
  metadata: object;
}): string {
  const { namespace, name } = metadata as { namespace?: string; name: string };
  return [apiVersion, kind, namespace ?? '', name].join(' ');
}

/** A project whose dist/ was published by an earlier build. */
function published(config: Readonly<Record<string, string>> = FLEET): string {
  const cwd = project(config);
  expect(main(cwd)).toMatchObject({ status: 0 });
  return cwd;
}

test('cdk8s.yaml names a scratch folder that Git ignores, and runs the app without a compiler', () => {
  const shipped = parse(readFileSync(path.join(ROOT, 'cdk8s.yaml'), 'utf8'));
  expect(Object.keys(shipped).sort()).toEqual(['app', 'language', 'output']);
  expect(shipped).toMatchObject({ language: 'typescript', output: '.cdk8s.out' });
  const programs = [...shipped.app.matchAll(/node (\S+)/g)].map(([, file]: string[]) =>
    path.join(ROOT, file ?? ''),
  );
  expect(programs.length).toBeGreaterThan(0);
  expect(programs.filter((file) => !existsSync(file))).toEqual([]);
  const ignored = readFileSync(path.join(ROOT, '.gitignore'), 'utf8').split('\n');
  expect(ignored).toContain(`${shipped.output}/`);
  expect(ignored).not.toContain('dist/');
});

test('cdk8s synth publishes dist/ and fills its scratch folder with the same, without network', () => {
  const cwd = project();
  const { status, stdout, stderr } = cdk8s([], cwd);
  expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining('dist/alpha: ') });
  expect(stderr).not.toMatch(/^\s+at .*[:(]\d+/m);
  const dist = tree(path.join(cwd, 'dist'));
  expect(Object.keys(dist)).toEqual(
    expect.arrayContaining([
      '_cluster.default/foundation/cluster/storage-class.homes.yaml',
      'alpha/workload/hub/deployment.hub.yaml',
      'beta/workload/kustomization.yaml',
      'gamma/foundation/namespace/namespace.gamma-ns.yaml',
    ]),
  );
  expect(tree(path.join(cwd, '.cdk8s.out'))).toEqual(dist);
  for (const name of Object.keys(dist)) expect(stdout).toContain(`  - .cdk8s.out/${name}\n`);

  // A second run leaves every file as it is.
  const before = stamps(path.join(cwd, 'dist'));
  expect(cdk8s(['--check-upgrade=false'], cwd)).toMatchObject({
    status: 0,
    stderr: expect.stringContaining('dist is up to date'),
  });
  expect(stamps(path.join(cwd, 'dist'))).toEqual(before);
});

test('cdk8s synth -o X writes the objects of dist/ into X and nothing else, and makes no dist/', () => {
  const cwd = project();
  expect(cdk8s(['-o', 'X'], cwd)).toMatchObject({ status: 0, stderr: '' });
  expect(existsSync(path.join(cwd, 'dist'))).toBe(false);
  expect(existsSync(path.join(cwd, '.cdk8s.out'))).toBe(false);
  const written = tree(path.join(cwd, 'X'));
  expect(Object.keys(written)).toContain('alpha/workload/hub/deployment.hub.yaml');
  expect(Object.keys(written).filter(isKustomization)).toEqual([]);

  // With the app alone, which the CLI runs: the same objects, and an existing dist/ stays as it is.
  expect(main(cwd).status).toBe(0);
  const dist = path.join(cwd, 'dist');
  expect(written).toEqual(objectsOf(dist));
  writeFileSync(path.join(dist, 'alpha/workload/hub/role.hub.yaml'), 'edited\n');
  const before = stamps(dist);
  expect(main(cwd, { CDK8S_OUTDIR: 'Y' }).status).toBe(0);
  expect(tree(path.join(cwd, 'Y'))).toEqual(written);
  expect(stamps(dist)).toEqual(before);
});

test('cdk8s synth --stdout prints every object exactly once, objects of any size, and no message', () => {
  const long = (name: string) => hub(name).replace('  hub:\n', `  hub:\n${LONG}`);
  const cwd = published({ ...FLEET, 'config/long.yaml': long('long'), 'config/longer.yaml': long('longer') });
  const before = stamps(path.join(cwd, 'dist'));
  const objects = Object.values(objectsOf(path.join(cwd, 'dist')));
  expect(objects.filter((text) => text.length > 1 << 17)).toHaveLength(2);

  const { status, stdout, stderr } = cdk8s(['--stdout'], cwd);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const documents = parseAllDocuments(stdout, { version: '1.1' });
  expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
  const printed = documents.map((each) => each.toJS()).sort((a, b) => (identity(a) < identity(b) ? -1 : 1));
  const wanted = objects
    .map((text) => parse(text, { version: '1.1' }))
    .sort((a, b) => (identity(a) < identity(b) ? -1 : 1));
  expect(printed.map(identity)).toEqual(wanted.map(identity));
  expect(printed).toEqual(wanted);
  // Nothing but the files' own lines: no message has got in between.
  expect(stdout.split('\n').sort()).toEqual(objects.join('').split('\n').sort());
  expect(stamps(path.join(cwd, 'dist'))).toEqual(before);
});

test('warnings go to stderr, also where the objects go to stdout', () => {
  const cwd = project({
    'config/lab.yaml': hub('lab').replace(
      '  hub:\n',
      '  scheduling: { userPlaceholder: { enabled: true, replicas: 2 } }\n  hub:\n',
    ),
  });
  const { status, stdout, stderr } = cdk8s(['--stdout'], cwd);
  expect(status).toBe(0);
  expect(stderr).toContain('config/lab.yaml:4:51: warning VALUES_CONFLICT: ');
  expect(stdout).not.toContain('VALUES_CONFLICT');
});

test.each([
  ['into its scratch folder', []],
  ['with -o X', ['-o', 'X']],
  ['with --stdout', ['--stdout']],
])(
  'a broken config ends the cdk8s CLI %s with 1 and the place, and leaves dist/ as it was',
  (_name, args) => {
    const cwd = published();
    writeFileSync(path.join(cwd, 'config/alpha.yaml'), BROKEN);
    const before = [stamps(path.join(cwd, 'dist')), tree(path.join(cwd, 'dist'))];
    const { status, stdout, stderr } = cdk8s(args, cwd);
    expect(status).toBe(1);
    expect(stderr).toContain('config/alpha.yaml:2:1: error SCHEMA_UNKNOWN_KEY: ');
    expect(stdout).not.toContain('kind:');
    expect([stamps(path.join(cwd, 'dist')), tree(path.join(cwd, 'dist'))]).toEqual(before);
    expect(existsSync(path.join(cwd, 'X'))).toBe(false);
  },
);

test('the app alone publishes dist/, says so on stderr, and makes no scratch folder', () => {
  const cwd = project();
  const { status, stdout, stderr } = main(cwd);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toMatch(/^dist\/alpha: \d+ files written$/m);
  expect(existsSync(path.join(cwd, 'dist/alpha/workload/hub/deployment.hub.yaml'))).toBe(true);
  expect(existsSync(path.join(cwd, '.cdk8s.out'))).toBe(false);
});

test.each([undefined, '.cdk8s.out', 'X'])(
  'the app alone ends with 2 and no trace on a broken config (CDK8S_OUTDIR: %s)',
  (outdir) => {
    const cwd = published();
    writeFileSync(path.join(cwd, 'config/alpha.yaml'), BROKEN);
    const before = stamps(path.join(cwd, 'dist'));
    const { status, stdout, stderr } = main(cwd, outdir === undefined ? {} : { CDK8S_OUTDIR: outdir });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('config/alpha.yaml:2:1: error SCHEMA_UNKNOWN_KEY: ');
    expect(stderr).not.toMatch(/^\s+at .*[:(]\d+/m);
    expect(stamps(path.join(cwd, 'dist'))).toEqual(before);
    expect(existsSync(path.join(cwd, outdir ?? 'X'))).toBe(false);
  },
);

test('a file of somebody else in the way ends the app with 2 and no trace', () => {
  const cwd = published();
  const file = path.join(cwd, 'dist/alpha/workload/hub/role.hub.yaml');
  writeFileSync(file, 'mine\n');
  const { status, stderr } = main(cwd);
  expect(status).toBe(2);
  expect(stderr).toContain('error OUT_FOREIGN_FILE: dist/alpha/workload/hub/role.hub.yaml is in the way');
  expect(stderr).not.toMatch(/^\s+at .*[:(]\d+/m);
  expect(readFileSync(file, 'utf8')).toBe('mine\n');
});

test.each([
  ['dist', {}],
  ['.cdk8s.out', { CDK8S_OUTDIR: '.cdk8s.out' }],
  ['X', { CDK8S_OUTDIR: 'X' }],
])('a file where the folder %s has to be ends the app with 3 and no trace', (name, env) => {
  const cwd = project();
  writeFileSync(path.join(cwd, name), 'mine\n');
  const { status, stderr } = main(cwd, env);
  expect(status).toBe(3);
  expect(stderr).toMatch(new RegExp(`^error OUT_WRITE_FAILED: ${name.replaceAll('.', '\\.')}\\b`, 'm'));
  expect(stderr).not.toMatch(/^\s+at .*[:(]\d+/m);
  expect(readFileSync(path.join(cwd, name), 'utf8')).toBe('mine\n');
});

test('an absolute path of the scratch folder means the same as its name', () => {
  const cwd = project();
  mkdirSync(path.join(cwd, '.cdk8s.out'));
  expect(main(cwd, { CDK8S_OUTDIR: path.join(cwd, '.cdk8s.out') }).status).toBe(0);
  const dist = tree(path.join(cwd, 'dist'));
  expect(Object.keys(dist)).toContain('alpha/workload/kustomization.yaml');
  expect(tree(path.join(cwd, '.cdk8s.out'))).toEqual(dist);
});
