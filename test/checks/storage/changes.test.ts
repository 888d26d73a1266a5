/** What counts as a change of where homes are, and how it is told. */
import { homeOf, type StorageMigration, storageChanges } from '../../../lib/checks/storage/changes';
import { storageIdentity } from '../../../lib/checks/storage/identity';
import type { JsonObject } from '../../../lib/document/json';

const claim = (claimName: string, name = 'home') => ({ name, persistentVolumeClaim: { claimName } });
const mount = (more: object = {}) => ({ mountPath: '/home/jovyan', name: 'home', ...more });

/** Homes as the chart makes them. */
const DYNAMIC = {
  pvc_name_template: 'claim-{user_server}',
  slug_scheme: 'safe',
  storage_pvc_ensure: true,
  volumes: [claim('{pvc_name}')],
  volume_mounts: [mount({ subPath: null })],
};
const STATIC = {
  slug_scheme: 'safe',
  volumes: [claim('homes')],
  volume_mounts: [mount({ subPath: 'home/{username}' })],
};

const identity = (spawner: object, namespace = 'ns') =>
  storageIdentity(namespace, { KubeSpawner: spawner } as unknown as JsonObject);

const changes = (before: object, now: object, declared: readonly StorageMigration[] = []) =>
  storageChanges(identity(before), identity(now), declared, 'error');

const settings = (before: object, now: object) => changes(before, now).map(({ path }) => path);

test.each<[string, object, object, string[]]>([
  ['nothing', DYNAMIC, DYNAMIC, []],
  ['what is no storage', DYNAMIC, { ...DYNAMIC, mem_limit: '2G' }, []],
  ['a default that is written out', { ...DYNAMIC, slug_scheme: undefined }, DYNAMIC, []],
  ['the template', DYNAMIC, { ...DYNAMIC, pvc_name_template: 'home-{username}' }, ['pvc_name_template']],
  ['the scheme', DYNAMIC, { ...DYNAMIC, slug_scheme: 'escape' }, ['slug_scheme']],
  ['a folder', DYNAMIC, { ...DYNAMIC, volume_mounts: [mount({ subPath: 'x' })] }, ['home.subPath']],
  ['another claim', STATIC, { ...STATIC, volumes: [claim('homes2')] }, ['home.volume']],
  ['no claims any more', DYNAMIC, { ...DYNAMIC, storage_pvc_ensure: false }, ['storage_pvc_ensure']],
  ['names that are forgotten', DYNAMIC, { ...DYNAMIC, remember_pvc_name: false }, ['remember_pvc_name']],
  ['own claims to a shared one', DYNAMIC, STATIC, ['home.volume', 'home.subPath']],
  ['homes where there were none', {}, STATIC, []],
  ['no homes where there were some', STATIC, {}, ['home.volume', 'home.subPath']],
  ['the template of claims that nobody uses', STATIC, { ...STATIC, pvc_name_template: 'x' }, []],
  [
    'a shared folder beside the homes',
    DYNAMIC,
    { ...DYNAMIC, volumes: [...DYNAMIC.volumes, claim('a', 'b')] },
    [],
  ],
  [
    'namespaces for users',
    DYNAMIC,
    { ...DYNAMIC, enable_user_namespaces: true, user_namespace_template: '{username}' },
    ['user_namespace_template'],
  ],
  ['their template, unused', DYNAMIC, { ...DYNAMIC, user_namespace_template: 'x-{username}' }, []],
  [
    'the server of a network volume at the usual place',
    { volumes: [{ name: 'n', nfs: { server: 'a', path: '/' } }], volume_mounts: [mount({ name: 'n' })] },
    { volumes: [{ name: 'n', nfs: { server: 'b', path: '/' } }], volume_mounts: [mount({ name: 'n' })] },
    ['home.volume'],
  ],
  ['a map instead of a list', DYNAMIC, { ...DYNAMIC, volumes: { '10-home': claim('{pvc_name}') } }, []],
])('%s', (_what, before, now, expected) => {
  expect(settings(before, now)).toEqual(expected);
});

test('another namespace leaves every claim behind', () => {
  const found = storageChanges(identity(DYNAMIC, 'a'), identity(DYNAMIC, 'b'), [], 'error');
  expect(found.map(({ path }) => path)).toEqual(['namespace']);
  expect(found[0]?.message).toContain('alice: a/claim-alice -> b/claim-alice.');
});

test('the message shows two users and the block to paste', () => {
  const now = { ...DYNAMIC, pvc_name_template: 'claim-{username}', slug_scheme: 'escape' };
  expect(changes(DYNAMIC, now)).toEqual([
    {
      code: 'STORAGE_CHANGED',
      severity: 'error',
      message:
        'Homes would be elsewhere: slug_scheme was "safe" and is now "escape". alice keeps ns/claim-alice. ' +
        'Bob.Smith@example.org: ns/claim-bob-smith-example-org---da50e6af -> ns/claim--42ob-2e-53mith-40example-2eorg.',
      hint:
        'Take it back; or move the data and declare it: migrations: { storage: ' +
        '[{ setting: slug_scheme, from: "safe", to: "escape", reason: "..." }] }',
      path: 'slug_scheme',
    },
    expect.objectContaining({ path: 'pvc_name_template' }),
  ]);
});

test('a declaration is good for one change, from and to', () => {
  const now = { ...DYNAMIC, slug_scheme: 'escape' };
  const declared = { setting: 'slug_scheme', from: 'safe', to: 'escape', reason: 'moved' };
  expect(changes(DYNAMIC, now, [declared])).toEqual([]);
  expect(changes(now, DYNAMIC, [declared])).toHaveLength(1);
  expect(changes(DYNAMIC, now, [{ ...declared, setting: 'namespace' }])).toHaveLength(1);
  expect(changes(DYNAMIC, DYNAMIC, [declared])).toEqual([]);
});

test.each<[string, object, string]>([
  ['a folder in a shared claim', STATIC, 'ns/homes at home/alice'],
  ['no home', {}, 'no home'],
  [
    'a claim nobody can tell',
    { ...DYNAMIC, pvc_name_template: 'c-{userid}' },
    'ns/({userid} is known in the running hub only)',
  ],
  ['a namespace of the user', { ...DYNAMIC, enable_user_namespaces: true }, 'ns-alice/claim-alice'],
  [
    'a network volume',
    { volumes: [{ name: 'home', nfs: { path: '/h/{username}', server: 'n' } }], volume_mounts: [mount()] },
    'ns/nfs path=/h/alice server=n',
  ],
])('home of alice: %s', (_what, spawner, expected) => {
  expect(homeOf('alice', identity(spawner))).toBe(expected);
});
