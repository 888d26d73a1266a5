/** `hubsynth storage plan`: what it says, and that following it leads to a build. `release`: test/hub/test_storage.py. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { folder, hubsynth, tree } from '../support/program';

const CONFIG = (storage: string, more = '') => `name: lab
host: lab.example.com
login: { keycloak: { url: "https://auth.example.com", realm: r, allow: { all: true } } }
secrets: {}
${storage}${more}`;
const nfs = (server: string) =>
  `storage: { homes: { nfs: { server: ${server}, path: /volume1/jupyter } } }\n`;

/** A project that was built with one config, and has another now. */
function moved(before: string, after: string): string {
  const root = folder({ 'config/lab.yaml': CONFIG(before) });
  expect(hubsynth(['synth'], root).status).toBe(0);
  writeFileSync(path.join(root, 'config/lab.yaml'), CONFIG(after));
  return root;
}

/** The block that the plan says to write. */
function declared(plan: string): string {
  const block = /it says in Git.*\n\n((?: {7}.*\n)+)/.exec(plan)?.[1] ?? '';
  return block.replace(/^ {7}/gm, '');
}

test.each([
  ['another server', nfs('192.168.10.1'), nfs('192.168.10.2')],
  ['from an export to claims', nfs('192.168.10.1'), 'storage: { homes: { class: longhorn } }\n'],
  ['switched off', nfs('192.168.10.1'), ''],
])('%s: the build is refused, and after what the plan says it is not', (_, before, after) => {
  const root = moved(before, after);
  const refused = hubsynth(['synth'], root);
  expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('STORAGE_LEFT')]);
  const { status, stdout } = hubsynth(['storage', 'plan'], root);
  expect(status).toBe(1);
  expect(stdout).toContain('192.168.10.1:/volume1/jupyter');
  const block = declared(stdout);
  expect(parse(block).migrations.released).toHaveLength(2);
  writeFileSync(path.join(root, 'config/lab.yaml'), CONFIG(after, block));
  const built = hubsynth(['synth'], root);
  expect({ status: built.status, stderr: built.stderr }).toMatchObject({ status: 0 });
});

test('between exports it says how to copy', () => {
  const root = moved(nfs('192.168.10.1'), nfs('192.168.10.2'));
  const { stdout } = hubsynth(['storage', 'plan'], root);
  expect(stdout).toContain(
    'rsync -aHAX --numeric-ids --delete 192.168.10.1:/volume1/jupyter/ 192.168.10.2:/volume1/jupyter/',
  );
  expect(stdout).toContain('kubectl -n jupyter delete pods -l component=singleuser-server,release=lab');
  expect(stdout.match(/stays in the cluster/g)).toHaveLength(2);
  expect(stdout.match(/\| new \|/g)).toHaveLength(2);
});

test('where nothing moves there is no plan', () => {
  const { status, stderr } = hubsynth(['storage', 'plan'], moved(nfs('192.168.10.1'), nfs('192.168.10.1')));
  expect([status, stderr]).toEqual([0, expect.stringContaining('no volume leaves the output')]);
});

test('nothing is written', () => {
  const root = moved(nfs('192.168.10.1'), nfs('192.168.10.2'));
  const before = tree(root);
  hubsynth(['storage', 'plan'], root);
  expect(tree(root)).toEqual(before);
});

test('what Kubernetes refuses is no plan', () => {
  const size = (capacity: string) =>
    `storage: { shared: [{ name: course, mountPath: /srv/course, class: longhorn, capacity: ${capacity} }] }\n`;
  const { status, stderr } = hubsynth(['storage', 'plan'], moved(size('20Gi'), size('10Gi')));
  expect([status, stderr]).toEqual([2, expect.stringContaining('STORAGE_IMMUTABLE')]);
});

test('only what the config released, and what no build brings back, can go', () => {
  const release = (root: string, ...names: string[]) => hubsynth(['storage', 'release', ...names], root);
  const root = folder({ 'config/lab.yaml': CONFIG(nfs('192.168.10.1')) });
  const none = release(root, 'PersistentVolume/x');
  expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('Nothing is released there.')]);
  hubsynth(['synth'], root);
  const kept = 'PersistentVolumeClaim/hub-db-dir';
  writeFileSync(path.join(root, 'config/lab.yaml'), CONFIG('', `migrations: { released: [${kept}] }\n`));
  const rendered = release(root);
  expect([rendered.status, rendered.stderr]).toEqual([2, expect.stringContaining('is part of the output')]);
});
