/** `hubsynth synth`, as users and CI call it: what is written, what is said where, how it ends. */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { version } from '../../package.json';
import { everything } from '../support/everything';
import { FLEET, hub } from '../support/fleet';
import { folder, hubsynth, ROOT, stamps, tree } from '../support/program';
import { onTerminal } from '../support/terminal';

const HEADER = '# hubsynth: config/alpha.yaml (jupyterhub.hub)\n---\n';
const TRACE = /^\s+at .*[:(]\d+/m;
const ESCAPE = '\u001b';
const ROLE = 'dist/alpha/workload/hub/role.hub.yaml';

/** A copy of the fleet, built once. */
function built(config: Readonly<Record<string, string>> = FLEET): string {
  if (config !== FLEET) return build(config);
  fleet ??= build(FLEET);
  const cwd = folder();
  cpSync(fleet, cwd, { recursive: true });
  return cwd;
}

let fleet: string | undefined;

function build(config: Readonly<Record<string, string>>): string {
  const cwd = folder(config);
  expect(hubsynth(['synth'], cwd)).toMatchObject({ status: 0, stdout: '' });
  return cwd;
}

const read = (cwd: string, name: string) => readFileSync(path.join(cwd, name), 'utf8');
const object = (cwd: string, name: string) => parse(read(cwd, name), { version: '1.1' });
const folders = (cwd: string) => [
  ...new Set(Object.keys(tree(path.join(cwd, 'dist'))).map((name) => name.split('/')[0])),
];

describe('help', () => {
  test.each([
    [[], ['--version', '--help', 'synth', 'render']],
    [
      ['synth'],
      [
        '--config <dir>',
        '--out <dir>',
        '--check',
        '--json',
        '--help',
        'Exit status: 0',
        '"config"',
        '"dist"',
      ],
    ],
    [
      ['render'],
      [
        '--values <file>',
        '--out <dir>',
        '--name <release>',
        '--namespace <namespace>',
        '--strict',
        '--fixed',
        '--json',
        '--help',
        'Exit status: 0',
        '"jupyterhub"',
        '"jupyter"',
        'required-secrets.json',
      ],
    ],
  ])('hubsynth %j --help names every option and ends with 0', (command, words) => {
    const { status, stdout, stderr } = hubsynth([...command, '--help'], folder());
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(words.filter((word) => !stdout.includes(word))).toEqual([]);
    // No option is there that this test does not know.
    const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--\w+(?: <\w+>)?)/gm)].map(
      ([, option]) => option ?? '',
    );
    expect(options.filter((option) => !words.includes(option))).toEqual([]);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  test('--version is that of package.json', () => {
    expect(hubsynth(['--version'], folder())).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('a fleet', () => {
  test('each hub has a folder by its name, wherever its file lies, and the cluster one of its own', () => {
    const cwd = built();
    expect(folders(cwd)).toEqual(['_cluster.default', 'alpha', 'beta', 'gamma']);
    const dist = tree(path.join(cwd, 'dist'));
    const below = (name: string) =>
      Object.keys(dist)
        .filter((file) => file.startsWith(`${name}/`))
        .map((file) => file.slice(name.length + 1).replaceAll(name, 'NAME'))
        .sort();
    expect(below('alpha')).toEqual(
      expect.arrayContaining([
        'foundation/kustomization.yaml',
        'foundation/namespace/namespace.NAME-ns.yaml',
        'workload/hub/deployment.hub.yaml',
        'workload/kustomization.yaml',
      ]),
    );
    expect(below('beta')).toEqual(below('alpha'));
    expect(below('gamma')).toEqual(below('alpha'));
    expect(read(cwd, 'dist/gamma/workload/hub/role.hub.yaml')).toMatch(
      /^# hubsynth: config\/north\/far\/gamma.yaml \(jupyterhub\.hub\)\n---\n/,
    );
  });

  test('a shared layer is below each hub, and lists whose items have names are joined', () => {
    const cwd = built();
    const values = (name: string) =>
      parse(object(cwd, `dist/${name}/workload/hub/config-map.hub-values.yaml`).data['values.yaml'])
        .singleuser;
    expect(values('alpha').memory).toEqual({ guarantee: '1G', limit: '2G' });
    expect(values('beta').memory).toEqual({ guarantee: '1G', limit: '4G' });
    expect(values('alpha').storage.extraVolumes).toEqual([
      { name: 'shared', emptyDir: {} },
      { name: 'scratch', emptyDir: {} },
    ]);
    expect(values('beta').storage.extraVolumes).toEqual([
      { name: 'shared', emptyDir: {} },
      { name: 'scratch', emptyDir: { medium: 'Memory' } },
    ]);
    expect(object(cwd, 'dist/gamma/workload/ingress/ingress.jupyterhub.yaml').spec.rules[0].host).toBe(
      'hub.example.org',
    );
  });

  test('classes of the cluster come once, in its foundation', () => {
    const cwd = built();
    const names = Object.keys(tree(path.join(cwd, 'dist'))).filter((name) => name.startsWith('_cluster.'));
    expect(names.sort()).toEqual([
      '_cluster.default/foundation/cluster/runtime-class.nvidia.yaml',
      '_cluster.default/foundation/cluster/storage-class.homes.yaml',
      '_cluster.default/foundation/kustomization.yaml',
    ]);
    expect(object(cwd, 'dist/_cluster.default/foundation/cluster/storage-class.homes.yaml')).toMatchObject({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'homes' },
      provisioner: 'nfs.csi.k8s.io',
      parameters: { path: '/homes' },
      reclaimPolicy: 'Retain',
    });
    expect(object(cwd, 'dist/_cluster.default/foundation/cluster/runtime-class.nvidia.yaml')).toMatchObject({
      apiVersion: 'node.k8s.io/v1',
      kind: 'RuntimeClass',
      metadata: { name: 'nvidia' },
      handler: 'nvidia',
    });
    expect(object(cwd, 'dist/_cluster.default/foundation/kustomization.yaml').resources).toEqual([
      'cluster/runtime-class.nvidia.yaml',
      'cluster/storage-class.homes.yaml',
    ]);
  });

  test('everything in a foundation carries the guards of both tools, nothing in a workload does', () => {
    const dist = tree(path.join(built(), 'dist'));
    const objects = Object.entries(dist).filter(([name]) => path.basename(name) !== 'kustomization.yaml');
    const annotations = (layer: string) =>
      objects
        .filter(([name]) => name.split('/')[1] === layer)
        .map(([name, text]) => ({ name, ...(parse(text, { version: '1.1' }).metadata.annotations ?? {}) }));
    const foundation = annotations('foundation');
    expect(foundation.length).toBeGreaterThanOrEqual(8);
    const guarded = {
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    };
    for (const each of foundation) expect(each).toMatchObject(guarded);
    const workload = annotations('workload');
    expect(workload.length).toBeGreaterThanOrEqual(60);
    for (const each of workload)
      for (const key of Object.keys(guarded)) expect(each).not.toHaveProperty([key]);
  });

  test('every object is listed in the kustomization of its layer, and nothing else is', () => {
    const dist = tree(path.join(built(), 'dist'));
    const layers = Object.keys(dist).filter((name) => path.basename(name) === 'kustomization.yaml');
    expect(layers).toHaveLength(7);
    const listed = layers.flatMap((name) =>
      parse(dist[name] ?? '').resources.map((each: string) => path.posix.join(path.dirname(name), each)),
    );
    expect(listed.sort()).toEqual(
      Object.keys(dist)
        .filter((name) => !layers.includes(name))
        .sort(),
    );
  });

  test('namespaceObject: false leaves out the Namespace and changes nothing else', () => {
    const cwd = built({ 'config/lab.yaml': hub('lab') });
    const before = tree(path.join(cwd, 'dist'));
    const kustomization = 'lab/foundation/kustomization.yaml';
    expect(before).toHaveProperty(['lab/foundation/namespace/namespace.lab-ns.yaml']);
    writeFileSync(path.join(cwd, 'config/lab.yaml'), hub('lab', 'namespaceObject: false\n'));
    expect(hubsynth(['synth'], cwd).status).toBe(0);
    const { 'lab/foundation/namespace/namespace.lab-ns.yaml': _, ...rest } = before;
    const after = tree(path.join(cwd, 'dist'));
    expect(after).toEqual({ ...rest, [kustomization]: expect.not.stringContaining('namespace') });
    expect(after[kustomization]).toContain('persistent-volume-claim.hub-db-dir.yaml');
    expect(existsSync(path.join(cwd, 'dist/lab/foundation/namespace'))).toBe(false);
  });

  test('two hubs of one cluster with namespaces and releases of their own get along', () => {
    const cwd = folder({
      'config/a.yaml': hub('a', 'release: one\n'),
      'config/b.yaml': hub('b', 'release: two\n'),
    });
    expect(hubsynth(['synth'], cwd).status).toBe(0);
    expect(
      existsSync(path.join(cwd, 'dist/a/workload/user-scheduler/cluster-role.one-user-scheduler.yaml')),
    ).toBe(true);
    expect(
      existsSync(path.join(cwd, 'dist/b/workload/user-scheduler/cluster-role.two-user-scheduler.yaml')),
    ).toBe(true);
  });

  test('hubs of two clusters may share namespace and release', () => {
    const of = (name: string, cluster: string) =>
      hub(name, `release: hub\ncluster: ${cluster}\n`).replace(`${name}-ns`, 'hub');
    const cwd = folder({ 'config/a.yaml': of('a', 'north'), 'config/b.yaml': of('b', 'south') });
    expect(hubsynth(['synth'], cwd).status).toBe(0);
    const [a, b] = ['a', 'b'].map((name) => tree(path.join(cwd, 'dist', name)));
    expect(Object.keys(a ?? {})).toContain('foundation/namespace/namespace.hub.yaml');
    expect(Object.keys(b ?? {})).toEqual(Object.keys(a ?? {}));
  });

  test.each([
    ['one namespace', hub('b').replace('b-ns', 'a-ns')],
    ['one release', hub('b', 'release: a\n')],
  ])('two hubs of one cluster in %s are refused', (_name, other) => {
    const cwd = folder({ 'config/a.yaml': hub('a'), 'config/b.yaml': other });
    const { status, stderr } = hubsynth(['synth'], cwd);
    expect(status).toBe(2);
    expect(stderr).toContain(
      'config/b.yaml:1:7: error OUT_DUPLICATE_OBJECT: config/a.yaml and config/b.yaml both render ',
    );
    expect(existsSync(path.join(cwd, 'dist'))).toBe(false);
  });
});

describe('a second run', () => {
  test('says that all is up to date and touches no file', () => {
    const cwd = built();
    const before = stamps(path.join(cwd, 'dist'));
    const { status, stdout, stderr } = hubsynth(['synth'], cwd);
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: '',
      stderr: `dist is up to date (${Object.keys(before).length} files)\n`,
    });
    expect(stamps(path.join(cwd, 'dist'))).toEqual(before);
  });

  test('after an edit rewrites the files that change and no other', () => {
    const cwd = built();
    const before = stamps(path.join(cwd, 'dist'));
    appendFileSync(
      path.join(cwd, 'config/alpha.yaml'),
      'jupyterhub: { hub: { resources: { requests: { memory: 1Gi } } } }\n',
    );
    const { status, stderr } = hubsynth(['synth'], cwd);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^dist\/alpha: \d files? written\n$/),
    });
    const after = stamps(path.join(cwd, 'dist'));
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(changed).toContain('alpha/workload/hub/deployment.hub.yaml');
    expect(changed.filter((name) => !name.startsWith('alpha/workload/hub/'))).toEqual([]);
  });

  test('removes the folder of a hub that is gone, but no file of others in it', () => {
    const cwd = built();
    writeFileSync(path.join(cwd, 'dist/gamma/workload/hub/notes.yaml'), 'mine: true\n');
    writeFileSync(path.join(cwd, 'dist/README.md'), '# mine\n');
    mkdirSync(path.join(cwd, 'dist/other'));
    writeFileSync(path.join(cwd, 'dist/other/role.yaml'), 'mine: true\n');
    rmSync(path.join(cwd, 'config/north'), { recursive: true });
    const { status, stderr } = hubsynth(['synth'], cwd);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^dist\/beta: 29 files removed\ndist\/gamma: 29 files removed\n$/);
    const left = Object.keys(tree(path.join(cwd, 'dist'))).filter(
      (name) => !name.startsWith('alpha/') && !name.startsWith('_cluster.'),
    );
    expect(left.sort()).toEqual(['README.md', 'gamma/workload/hub/notes.yaml', 'other/role.yaml']);
    expect(existsSync(path.join(cwd, 'dist/beta'))).toBe(false);
    expect(existsSync(path.join(cwd, 'dist/gamma/foundation'))).toBe(false);
    expect(read(cwd, 'dist/gamma/workload/hub/notes.yaml')).toBe('mine: true\n');
  });

  test('a renamed hub moves, and its old folder goes', () => {
    const cwd = built({ 'config/lab.yaml': hub('lab') });
    writeFileSync(path.join(cwd, 'config/lab.yaml'), hub('new'));
    expect(hubsynth(['synth'], cwd).status).toBe(0);
    expect(folders(cwd)).toEqual(['new']);
    expect(existsSync(path.join(cwd, 'dist/lab'))).toBe(false);
  });

  test.each([[[]], [['--check']]])(
    'a file of somebody else in the way ends it with 2, and nothing is written (%j)',
    (more) => {
      const cwd = built();
      writeFileSync(path.join(cwd, ROLE), 'mine: true\n');
      appendFileSync(path.join(cwd, 'config/north/beta.yaml'), '    extraLabels: { more: label }\n');
      const before = stamps(path.join(cwd, 'dist'));
      const { status, stdout, stderr } = hubsynth(['synth', ...more], cwd);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(`error OUT_FOREIGN_FILE: ${ROLE} is in the way`);
      expect(stderr).not.toMatch(TRACE);
      expect(stamps(path.join(cwd, 'dist'))).toEqual(before);
      expect(existsSync(path.join(cwd, 'dist/.hubsynth-stage'))).toBe(false);
    },
  );
});

describe('--check', () => {
  test('ends with 0 where the output is fresh', () => {
    const cwd = built();
    const before = everything(cwd);
    expect(hubsynth(['synth', '--check'], cwd)).toEqual({
      status: 0,
      stdout: '',
      stderr: 'dist is up to date (90 files)\n',
    });
    expect(everything(cwd)).toEqual(before);
  });

  const STALE: readonly [string, (cwd: string) => void, RegExp][] = [
    [
      'the config was edited',
      (cwd) => appendFileSync(path.join(cwd, 'config/alpha.yaml'), 'release: other\n'),
      /^dist\/alpha: \d+ files to write, 2 files to remove$/m,
    ],
    [
      'a file was edited by hand',
      (cwd) => appendFileSync(path.join(cwd, ROLE), '# edited\n'),
      /^dist\/alpha: 1 file to write$/m,
    ],
    ['a file was deleted', (cwd) => rmSync(path.join(cwd, ROLE)), /^dist\/alpha: 1 file to write$/m],
    [
      'a file of ours is too many',
      (cwd) => writeFileSync(path.join(cwd, 'dist/alpha/workload/hub/role.old.yaml'), `${HEADER}old: true\n`),
      /^dist\/alpha: 1 file to remove$/m,
    ],
    [
      'a hub is gone',
      (cwd) => rmSync(path.join(cwd, 'config/alpha.yaml')),
      /^dist\/alpha: 29 files to remove$/m,
    ],
    [
      'a hub is new',
      (cwd) => writeFileSync(path.join(cwd, 'config/new.yaml'), hub('new')),
      /^dist\/new: \d+ files to write$/m,
    ],
    [
      'the output was never built',
      (cwd) => rmSync(path.join(cwd, 'dist'), { recursive: true }),
      /^dist\/beta: 29 files to write$/m,
    ],
    [
      'line ends were converted',
      (cwd) => writeFileSync(path.join(cwd, ROLE), read(cwd, ROLE).replaceAll('\n', '\r\n')),
      /^dist\/alpha: 1 file to write$/m,
    ],
  ];

  test.each(STALE)('ends with 1 where %s, and writes nothing at all', (_name, change, said) => {
    const cwd = built();
    change(cwd);
    const before = everything(cwd);
    const { status, stdout, stderr } = hubsynth(['synth', '--check'], cwd);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(said);
    expect(stderr).toMatch(/^dist is stale: run npm run synth and commit the result\.$/m);
    expect(everything(cwd)).toEqual(before);

    // And what was stale is put right by what the message says.
    expect(hubsynth(['synth'], cwd).status).toBe(0);
    expect(hubsynth(['synth', '--check'], cwd).status).toBe(0);
  });

  test('ends with 2 where the config is broken, fresh or not', () => {
    const cwd = built();
    appendFileSync(path.join(cwd, 'config/alpha.yaml'), 'typo: 1\n');
    const before = everything(cwd);
    expect(hubsynth(['synth', '--check'], cwd).status).toBe(2);
    expect(everything(cwd)).toEqual(before);
  });

  test('ends with 1 while an interrupted publication has to be finished, and names it', () => {
    const cwd = built();
    const stage = path.join(cwd, 'dist/.hubsynth-stage/commit');
    mkdirSync(path.join(stage, 'files/0'), { recursive: true });
    writeFileSync(
      path.join(stage, 'journal.json'),
      JSON.stringify([{ folder: 'alpha', fresh: false, write: [], remove: [] }]),
    );
    const before = everything(cwd);
    const { status, stderr } = hubsynth(['synth', '--check'], cwd);
    expect(status).toBe(1);
    expect(stderr).toContain('dist/alpha: a publication was interrupted and has to be finished\n');
    expect(everything(cwd)).toEqual(before);
    expect(hubsynth(['synth'], cwd)).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('dist/alpha: finished the interrupted publication'),
    });
    expect(hubsynth(['synth', '--check'], cwd).status).toBe(0);
  });
});

describe('--json', () => {
  /** Standard output, which has to be one document. */
  function report(args: readonly string[], cwd: string) {
    const { status, stdout, stderr } = hubsynth(['synth', '--json', ...args], cwd);
    return { status, stderr, json: JSON.parse(stdout) };
  }

  test('tells which files were written, and which were equal', () => {
    const cwd = folder({ 'config/lab.yaml': hub('lab') });
    const first = report([], cwd);
    expect(first).toMatchObject({
      status: 0,
      json: {
        ok: true,
        diagnostics: [{ code: 'STORAGE_NO_BASELINE', severity: 'warning' }],
        report: { folders: [{ folder: 'lab', fresh: true, unchanged: [], removed: [] }] },
      },
    });
    expect(first.json.report.folders[0].written.map((name: string) => `lab/${name}`).sort()).toEqual(
      Object.keys(tree(path.join(cwd, 'dist'))).sort(),
    );
    const second = report([], cwd);
    expect(second).toMatchObject({
      status: 0,
      json: {
        ok: true,
        diagnostics: [],
        report: {
          folders: [{ folder: 'lab', written: [], unchanged: first.json.report.folders[0].written }],
        },
      },
    });
  });

  test('with --check says that a stale output is not all right', () => {
    const cwd = built();
    rmSync(path.join(cwd, ROLE));
    const { status, json } = report(['--check'], cwd);
    expect(status).toBe(1);
    expect(json).toMatchObject({ ok: false, report: { stale: true } });
    expect(json.report.folders.flatMap((each: { written: string[] }) => each.written)).toEqual([
      'workload/hub/role.hub.yaml',
    ]);
    writeFileSync(path.join(cwd, ROLE), HEADER);
    expect(hubsynth(['synth'], cwd).status).toBe(0);
    expect(report(['--check'], cwd)).toMatchObject({
      status: 0,
      json: { ok: true, report: { stale: false } },
    });
  });

  test('gives the problems of a broken config with code, place and path', () => {
    const { status, json, stderr } = report([], folder({ 'config/lab.yaml': hub('lab', 'namespce: x\n') }));
    expect(status).toBe(2);
    expect(json).toEqual({
      ok: false,
      diagnostics: [
        {
          code: 'SCHEMA_UNKNOWN_KEY',
          severity: 'error',
          message: expect.any(String),
          hint: expect.stringContaining('namespace'),
          path: 'namespce',
          position: { file: 'config/lab.yaml', line: 3, column: 1 },
        },
      ],
    });
    expect(stderr).toContain('config/lab.yaml:3:1: error SCHEMA_UNKNOWN_KEY');
  });

  test('is all that goes to stdout, whatever switches of libraries are set', () => {
    const cwd = folder({ 'config/lab.yaml': hub('lab') });
    const env = {
      LOG_STREAM: '1',
      LOG_TOKENS: '1',
      DEBUG: '*',
      NODE_DEBUG: 'fs',
      NODE_PENDING_DEPRECATION: '1',
    };
    const { status, stdout } = hubsynth(['synth', '--json'], cwd, env);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true });
  });

  test.each([
    ['a file of somebody else', 2, 'OUT_FOREIGN_FILE', ROLE],
    ['an output that cannot be written', 3, 'OUT_WRITE_FAILED', 'dist'],
  ])('is a document also where the end is %s', (_name, status, code, file) => {
    const cwd = folder({ ...FLEET, [file]: 'mine' });
    expect(report([], cwd)).toMatchObject({
      status,
      json: { ok: false, diagnostics: [{ code, severity: 'error' }] },
    });
  });
});

describe('an output that cannot be written', () => {
  test.each([
    ['a file', 'file'],
    ['below a file', 'file/dist'],
    ['deep below a file', 'file/a/b/dist'],
  ])('because it is %s ends with 3 and says why', (_name, out) => {
    const cwd = folder({ ...FLEET, file: 'mine\n' });
    const before = everything(cwd);
    const { status, stdout, stderr } = hubsynth(['synth', '--out', out], cwd);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(
      /^error OUT_WRITE_FAILED: file\S*: it, or a folder above it, is a file\.\n {4}The output is as it was\.$/m,
    );
    expect(stderr).not.toMatch(TRACE);
    expect(everything(cwd)).toEqual(before);
  });

  test('because nobody may write there ends with 3 and says why; one that is up to date is all right', () => {
    const cwd = built();
    chmodSync(cwd, 0o755);
    chmodSync(path.join(cwd, 'dist'), 0o555);
    // Root may write anywhere.
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const run = () =>
      spawnSync(process.execPath, [path.join(ROOT, 'build/cli.js'), 'synth'], {
        cwd,
        encoding: 'utf8',
        ...user,
      });
    try {
      expect(run()).toMatchObject({ status: 0, stderr: 'dist is up to date (90 files)\n' });
      writeFileSync(path.join(cwd, 'config/new.yaml'), hub('new'));
      const before = everything(cwd);
      const { status, stderr } = run();
      expect({ status, stderr }).toEqual({
        status: 3,
        stderr: expect.stringMatching(
          /^error OUT_WRITE_FAILED: dist\S*: permission denied\.\n {4}The output is as it was\.$/m,
        ),
      });
      expect(stderr).not.toMatch(TRACE);
      expect(everything(cwd)).toEqual(before);
    } finally {
      chmodSync(path.join(cwd, 'dist'), 0o755);
    }
  });

  test('because the output has become another thing than a folder ends with 2', () => {
    const cwd = built();
    renameSync(path.join(cwd, 'dist/alpha'), path.join(cwd, 'elsewhere'));
    writeFileSync(path.join(cwd, 'dist/alpha'), 'mine\n');
    const { status, stderr } = hubsynth(['synth'], cwd);
    expect(status).toBe(2);
    expect(stderr).toContain('error OUT_FOREIGN_FILE: dist/alpha is in the way');
    expect(read(cwd, 'dist/alpha')).toBe('mine\n');
  });
});

describe('the terminal', () => {
  const BROKEN = { ...FLEET, 'config/typo.yaml': `${hub('typo')}typo: 1\n` };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is about them
  const COLOUR = /\u001b\[\d+m/;

  test.each([
    {},
    { NO_COLOR: '1' },
    { FORCE_COLOR: '1' },
    { TERM: 'xterm-256color', COLORTERM: 'truecolor' },
  ])('elsewhere there is no escape code and no progress (%j)', (env) => {
    const { stderr, stdout } = hubsynth(['synth'], folder(BROKEN), env);
    expect(stderr).toContain('config/typo.yaml:8:1: error SCHEMA_UNKNOWN_KEY: ');
    expect(stdout + stderr).not.toContain(ESCAPE);
    expect(stdout + stderr).not.toContain('rendering');
    expect(stdout + stderr).not.toContain('\r');
  });

  test('shows colours, and which hub is being rendered', () => {
    const { status, output } = onTerminal(['synth'], folder(BROKEN), {});
    expect(status).toBe(2);
    for (const number of [1, 2, 3, 4]) expect(output).toContain(`\r${ESCAPE}[Krendering hub ${number} of 4`);
    expect(output).toContain(`${ESCAPE}[31merror SCHEMA_UNKNOWN_KEY${ESCAPE}[0m: `);
    // The line is erased before the next message begins.
    expect(output).toContain(`rendering hub 4 of 4\r${ESCAPE}[K${ESCAPE}[1mconfig/typo.yaml:8:1: `);
  });

  test('with NO_COLOR has progress but no colours', () => {
    const { status, output } = onTerminal(['synth'], folder(BROKEN), { NO_COLOR: '1' });
    expect(status).toBe(2);
    expect(output).toContain('rendering hub 4 of 4');
    expect(output).toContain('config/typo.yaml:8:1: error SCHEMA_UNKNOWN_KEY: ');
    expect(output).not.toMatch(COLOUR);
  });

  test('that is dumb gets plain lines', () => {
    const { status, output } = onTerminal(['synth'], folder(FLEET), { TERM: 'dumb' });
    expect(status).toBe(0);
    expect(output).not.toContain(ESCAPE);
    expect(output).toMatch(/^dist\/alpha: 29 files written\r$/m);
  });

  test('shows no progress for a single hub', () => {
    const { output } = onTerminal(['synth'], folder({ 'config/lab.yaml': hub('lab') }), {});
    expect(output).not.toContain('rendering hub');
    expect(output).toMatch(/^dist\/lab: \d+ files written\r\n$/m);
  });
});
