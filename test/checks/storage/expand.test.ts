/** Names in Kubernetes, compared with those that the real KubeSpawner makes (test/hub/user_names.py). */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expand, type SlugScheme } from '../../../lib/checks/storage/expand';

type Row = [user: string, server: string, scheme: SlugScheme, template: string, claim: string];

const SCRIPT = path.join(__dirname, '../../hub/user_names.py');
const HUB = { namespace: 'hub-ns', hubnamespace: 'hub-ns' };
const committed = readFileSync(path.join(__dirname, 'user-names.jsonl'), 'utf8');

const rowsOf = (text: string): Row[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

function differences(rows: readonly Row[]): unknown[] {
  return rows.flatMap((row) => {
    const [user, server, scheme, template, claim] = row;
    const ours = expand(template, scheme, { user, server }, HUB);
    return 'text' in ours && ours.text === claim ? [] : [{ row, ours }];
  });
}

test('300 rows that KubeSpawner once made', () => {
  const rows = rowsOf(committed);
  expect(rows).toHaveLength(300);
  expect(new Set(rows.map(([, , scheme, template]) => scheme + template)).size).toBe(28);
  expect(differences(rows)).toEqual([]);
});

// CI has the pinned packages; elsewhere the rows above stand for them.
const python = process.env['HUBSYNTH_HUB_PYTHON'];
if (python) {
  const kubeSpawner = (...args: string[]) => {
    const done = spawnSync(python, [SCRIPT, ...args], { encoding: 'utf8', maxBuffer: 1 << 26 });
    if (done.status !== 0) throw new Error(done.stderr);
    return done.stdout;
  };

  test('10,000 odd names, by the real KubeSpawner', () => {
    const rows = rowsOf(kubeSpawner('10000', '20250101'));
    expect(new Set(rows.map(([user, server]) => JSON.stringify([user, server]))).size).toBeGreaterThan(8000);
    expect(differences(rows)).toEqual([]);
  }, 120_000);

  test('the committed rows are what it makes today', () => {
    expect(kubeSpawner('300')).toBe(committed);
  }, 60_000);
}

test.each([
  ['claim-{userid}', '{userid} is known in the running hub only'],
  ['claim-{user}', 'there is no field {user}'],
  ['{constructor}', 'there is no field {constructor}'],
  ['{toString}', 'there is no field {toString}'],
  ['claim-{username!r}', '{username!r} is more than the name of a field'],
  ['claim-{}', '{} is more than the name of a field'],
  ['claim-{username', 'a brace of claim-{username has no partner'],
  ['claim-username}', 'a brace of claim-username} has no partner'],
])('no preview of %s', (template, problem) => {
  expect(expand(template, 'safe', { user: 'alice', server: '' })).toEqual({ problem });
});

test('half a letter is no name', () => {
  const half = { user: 'a\ud800b', server: '' };
  expect(expand('{username}', 'safe', half)).toEqual({ problem: 'the name is no valid Unicode' });
});

test('fields of the hub are taken from the caller', () => {
  const fields = { pvc_name: 'claim-bob', namespace: 'ns' };
  const bob = { user: 'bob', server: '' };
  expect(expand('{namespace}/{pvc_name}', 'safe', bob, fields)).toEqual({ text: 'ns/claim-bob' });
});
