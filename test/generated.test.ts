/** What is generated and committed is what the generators write. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CODES } from '../lib/diagnostics/codes';
import { ROOT } from './support/program';

test('schema/ and the tables in docs/ are fresh', () => {
  const done = spawnSync(process.execPath, ['scripts/generate.mjs', '--check'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(done.stderr.replace(/^npm warn.*\n/gm, '')).toBe('');
  expect(done.status).toBe(0);
});

test('every code of a message is documented and none is invented', () => {
  const text = readFileSync(path.join(ROOT, 'docs/reference/errors.md'), 'utf8');
  const documented = [...text.matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, code]) => code);
  expect(documented).toEqual(Object.keys(CODES).sort());
});

test('every code is used', () => {
  const found = spawnSync(
    'grep',
    ['-rhoE', "'[A-Z0-9]+(_[A-Z0-9]+)+'", 'lib', '--include=*.ts', '--exclude=codes.ts'],
    { cwd: ROOT, encoding: 'utf8' },
  );
  const used = new Set(found.stdout.split('\n').map((each) => each.slice(1, -1)));
  expect(Object.keys(CODES).filter((code) => !used.has(code))).toEqual([]);
});

test('the bundle holds no module of cdk8s-plus, and one copy of yaml', () => {
  const { inputs } = JSON.parse(readFileSync(path.join(ROOT, 'build/meta.json'), 'utf8'));
  const modules = Object.keys(inputs);
  expect(modules.filter((each) => each.includes('cdk8s-plus'))).toEqual([]);
  const copies = modules.filter((each) => each.endsWith('/yaml/dist/index.js')).length;
  expect(copies).toBe(1);
});

test('the names that cdk8s-plus changes are mapped back', () => {
  const names = readFileSync(path.join(ROOT, 'imports/kubernetes/names.ts'), 'utf8');
  for (const field of ["clusterIp: 'clusterIP'", "hostPid: 'hostPID'", "nonResourceUrLs: 'nonResourceURLs'"])
    expect(names).toContain(field);
});
