/** The committed outputs are what the build writes: dist/ and every examples/<lesson>/dist. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { hubsynth, ROOT } from '../support/program';

const examples = readdirSync(path.join(ROOT, 'examples')).map((name) => `examples/${name}/`);

test.each(['', ...examples])('%sdist is fresh', (folder) => {
  const { status, stderr } = hubsynth(
    ['synth', '--check', '--config', `${folder}config`, '--out', `${folder}dist`],
    ROOT,
  );
  expect(stderr).toContain('is up to date');
  expect(status).toBe(0);
});

test('kubeconform, a second opinion, takes every committed object', () => {
  const folders = ['', ...examples].map((folder) => path.join(ROOT, folder, 'dist'));
  const done = spawnSync(process.execPath, ['scripts/kubeconform.mjs', ...folders], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(done.stderr).toMatch(/[1-9]\d* valid, 0 invalid/);
  expect(done.status).toBe(0);
}, 300_000);
