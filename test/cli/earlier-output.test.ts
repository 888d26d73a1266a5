/** The comparison with the earlier output, as commands show it. */

import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hub } from '../support/fleet';
import { folder, hubsynth, ROOT, tree } from '../support/program';

const LAB = hub('lab');
const MOVED = LAB.replace('GenericOAuth', 'KubeSpawner: { slug_scheme: escape }\n      GenericOAuth');
const SAID = 'config/lab.yaml:7:22: error STORAGE_CHANGED: Homes would be elsewhere: slug_scheme was "safe"';

/** A project that was built once and then edited. */
function edited(): string {
  const cwd = folder({ 'config/lab.yaml': LAB });
  const first = hubsynth(['synth'], cwd);
  expect(first.status).toBe(0);
  expect(first.stderr).toContain(
    'config/lab.yaml:1:7: warning STORAGE_NO_BASELINE: dist/lab holds no earlier build',
  );
  writeFileSync(path.join(cwd, 'config/lab.yaml'), MOVED);
  return cwd;
}

test('synth, with and without --check, refuses and writes nothing', () => {
  const cwd = edited();
  const before = tree(path.join(cwd, 'dist'));
  for (const args of [['synth'], ['synth', '--check']]) {
    const { status, stderr } = hubsynth(args, cwd);
    expect(status).toBe(2);
    expect(stderr).toContain(SAID);
  }
  expect(tree(path.join(cwd, 'dist'))).toEqual(before);
});

test('another output folder has nothing to compare with', () => {
  const { status, stderr } = hubsynth(['synth', '--out', 'elsewhere'], edited());
  expect(status).toBe(0);
  expect(stderr).toContain('warning STORAGE_NO_BASELINE: elsewhere/lab holds no earlier build');
});

test('objects alone, as for `cdk8s synth -o X`, are compared with dist/', () => {
  const cwd = edited();
  const { status, stderr } = spawnSync(process.execPath, [path.join(ROOT, 'build/main.js')], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_OUTDIR: 'x' },
  });
  expect(status).toBe(2);
  expect(stderr).toContain(SAID);
  expect(existsSync(path.join(cwd, 'x'))).toBe(false);
});

test('render warns, and refuses with --strict', () => {
  const values =
    'hub: { config: { JupyterHub: { authenticator_class: nullauthenticator.NullAuthenticator } } }\n';
  const cwd = folder({ 'a.yaml': values, 'b.yaml': `${values}singleuser: { storage: { type: none } }\n` });
  const render = (file: string, ...more: string[]) =>
    hubsynth(['render', '--values', file, '--out', 'out', ...more], cwd);
  expect(render('a.yaml').stderr).not.toContain('STORAGE');
  const before = tree(path.join(cwd, 'out'));
  const strict = render('b.yaml', '--strict');
  expect(strict.status).toBe(2);
  expect(strict.stderr).toContain(
    'b.yaml:2:26: error STORAGE_CHANGED: Homes would be elsewhere: home.volume',
  );
  expect(tree(path.join(cwd, 'out'))).toEqual(before);
  const loose = render('b.yaml');
  expect(loose.status).toBe(0);
  expect(loose.stderr).toContain('warning STORAGE_CHANGED');
  expect(tree(path.join(cwd, 'out'))).not.toEqual(before);
});
