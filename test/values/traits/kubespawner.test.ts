/** Traits of user pods (inventory 3.3, 3.4), by the ids of the inventory. */
import { KUBE_SPAWNER } from '../../../lib/values/traits/direct';
import { configuration, spawner, traits } from './support';

const NONE = { cloudMetadata: { blockWithIptables: false } };
const BLOCK = 'block-cloud-metadata';
const names = (items: { name: string }[]) => items.map(({ name }) => name);

test('C-20 labels name the app and the release, and nobody’s tool', () => {
  expect(spawner({}).common_labels).toEqual({
    app: 'jupyterhub',
    'app.kubernetes.io/name': 'jupyterhub',
    'app.kubernetes.io/managed-by': 'kubespawner',
    release: 'rel',
  });
  expect(spawner({}, { nameOverride: 'mine' }).common_labels.app).toBe('mine');
});

const SAMPLES: Record<string, unknown> = {
  uid: 5,
  fsGid: 5,
  startTimeout: 5,
  events: false,
  'memory.limit': '1G',
  'memory.guarantee': '1G',
  'cpu.limit': 1.5,
  'cpu.guarantee': 0.5,
  'image.pullPolicy': 'Always',
  podNameTemplate: 'nb-{username}',
  serviceAccountName: 'sa',
};

test.each(KUBE_SPAWNER.filter(([, trait]) => trait !== 'profile_list'))(
  'C-22 %s becomes %s',
  (path, trait) => {
    const key = path.replace('singleuser.', '');
    const isList = /ffinity|Containers/.test(key);
    const value = SAMPLES[key] ?? (isList ? [{ name: 'x' }] : { a: key === 'lifecycleHooks' ? {} : 'b' });
    const sample = key === 'lifecycleHooks' ? { postStart: {} } : value;
    const nested = (inner: unknown) =>
      key.split('.').reduceRight<unknown>((below, each) => ({ [each]: below }), inner) as object;
    const quiet = { ...NONE, ...nested(sample) };
    const more = { scheduling: { userPods: { nodeAffinity: { matchNodePurpose: 'ignore' } } } };
    const found = spawner(quiet, more)[trait];
    // Maps are joined with the chart's own.
    expect(key === 'extraLabels' ? found.a : found).toEqual(key === 'extraLabels' ? 'b' : sample);
  },
);

test.each([
  [{ name: 'a', tag: 'b' }, 'a:b'],
  [{ name: 'a', tag: '' }, 'a'],
  [{ name: '', tag: 'b' }, undefined],
])('C-23 image %j', (image, expected) => {
  expect(spawner({ image }).image).toBe(expected);
});

test('C-30 null is not false', () => {
  expect(spawner({}).allow_privilege_escalation).toBe(false);
  expect(spawner({ allowPrivilegeEscalation: null }).allow_privilege_escalation).toBeNull();
});

test('C-31 pull secrets in the order of the hub', () => {
  const image = { pullSecrets: [{ name: 'c' }] };
  const create = { create: true, registry: 'r', username: 'u', password: 'p' };
  expect(spawner({ image }, { imagePullSecret: create, imagePullSecrets: ['b'] }).image_pull_secrets).toEqual(
    ['image-pull-secret', 'b', { name: 'c' }],
  );
  expect(spawner({})).not.toHaveProperty('image_pull_secrets');
});

test('C-32, C-33 scheduler and priority', () => {
  expect(spawner({})).toMatchObject({ scheduler_name: 'rel-user-scheduler' });
  expect(spawner({})).not.toHaveProperty('priority_class_name');
  const scheduling = { podPriority: { enabled: true }, userScheduler: { enabled: false } };
  expect(spawner({}, { scheduling }).priority_class_name).toBe('rel-default-priority');
  expect(spawner({}, { scheduling })).not.toHaveProperty('scheduler_name');
});

test.each([
  ['prefer', 2, 1],
  ['require', 1, 2],
  ['ignore', 1, 1],
])('C-34 nodes: %s', (matchNodePurpose, preferred, required) => {
  const scheduling = { userPods: { nodeAffinity: { matchNodePurpose } } };
  const found = spawner(
    { extraNodeAffinity: { preferred: [{ a: 1 }], required: [{ b: 1 }] } },
    { scheduling },
  );
  expect(found.node_affinity_preferred).toHaveLength(preferred);
  expect(found.node_affinity_required).toHaveLength(required);
});

test('C-35 tolerations of both places', () => {
  const found = spawner(
    { extraTolerations: [{ key: 'x' }] },
    { scheduling: { userPods: { tolerations: [{ key: 'a' }] } } },
  );
  expect(found.tolerations).toEqual([{ key: 'a' }, { key: 'x' }]);
});

test('C-40 a claim each, with names that no library decides', () => {
  const found = spawner({ storage: { dynamic: { storageClass: 'fast', subPath: 's' }, capacity: '5Gi' } });
  expect(found).toMatchObject({
    pvc_name_template: 'claim-{user_server}',
    slug_scheme: 'safe',
    storage_pvc_ensure: true,
    storage_class: 'fast',
    storage_capacity: '5Gi',
    storage_access_modes: ['ReadWriteOnce'],
    volumes: [{ name: 'volume-{user_server}', persistentVolumeClaim: { claimName: '{pvc_name}' } }],
    volume_mounts: [{ mountPath: '/home/jovyan', name: 'volume-{user_server}', subPath: 's' }],
  });
  expect(spawner({ storage: { dynamic: { pvcNameTemplate: 'p-{username}' } } }).pvc_name_template).toBe(
    'p-{username}',
  );
  expect(
    traits({ hub: { config: { KubeSpawner: { slug_scheme: 'escape' } } } }).KubeSpawner.slug_scheme,
  ).toBe('escape');
});

test('C-41, C-42 one claim for all, and none', () => {
  const one = spawner({ storage: { type: 'static', static: { pvcName: 'homes' } } });
  expect(one.volumes).toEqual([{ name: 'home', persistentVolumeClaim: { claimName: 'homes' } }]);
  expect(one.volume_mounts).toEqual([{ mountPath: '/home/jovyan', name: 'home', subPath: '{username}' }]);
  expect(one).not.toHaveProperty('storage_pvc_ensure');
  const none = spawner({
    storage: { type: 'none', extraVolumes: [{ name: 'v' }], extraVolumeMounts: [{ name: 'v' }] },
  });
  expect(none).toMatchObject({ volumes: [{ name: 'v' }], volume_mounts: [{ name: 'v' }] });
  expect(none).not.toHaveProperty('storage_capacity');
  expect(spawner({ storage: null }).volumes).toEqual([]);
});

test('C-44, C-45 files after the home, other volumes last', () => {
  const { volumes, volume_mounts } = spawner({
    extraFiles: {
      f: { mountPath: '/f', stringData: 'x', mode: 0o600 },
      e: { mountPath: '/e', stringData: 'y' },
    },
    storage: { extraVolumes: [{ name: 'v' }], extraVolumeMounts: [{ name: 'v' }] },
  });
  expect(names(volumes)).toEqual(['volume-{user_server}', 'files', 'v']);
  expect(volumes[1].secret).toEqual({
    secretName: 'singleuser',
    items: [
      { key: 'e', path: 'e' },
      { key: 'f', path: 'f', mode: 0o600 },
    ],
  });
  expect(volume_mounts.slice(1)).toEqual([
    { mountPath: '/e', subPath: 'e', name: 'files' },
    { mountPath: '/f', subPath: 'f', name: 'files' },
    { name: 'v' },
  ]);
});

test('C-44 a file whose text is a secret comes from its Secret', () => {
  const secret = { name: 'mine', key: 'k' };
  const files = { f: { mountPath: '/f', stringData: { secret } }, e: { mountPath: '/e', stringData: 'y' } };
  const [, volume] = spawner({ extraFiles: files }).volumes;
  expect(volume).toEqual({
    name: 'files',
    projected: {
      sources: [
        { configMap: { name: 'singleuser', items: [{ key: 'e', path: 'e' }] } },
        { secret: { name: 'mine', items: [{ key: 'k', path: 'f' }] } },
      ],
    },
  });
});

test('C-55 the metadata address is blocked last', () => {
  expect(names(spawner({ initContainers: [{ name: 'mine' }] }).init_containers)).toEqual(['mine', BLOCK]);
  expect(spawner({ ...NONE }).init_containers).toEqual([]);
  expect(spawner({ cloudMetadata: { ip: '1.2.3.4' } }).init_containers[0].command).toContain('1.2.3.4');
});

const REPLACED = [{ name: 'mine' }];
test.each([
  ['hub.config', { hub: { config: { KubeSpawner: { init_containers: REPLACED } } } }, ['init_containers']],
  [
    'groups',
    {
      hub: {
        config: {
          KubeSpawner: { group_overrides: { g: { spawner_override: { init_containers: REPLACED } } } },
        },
      },
    },
    ['group_overrides', 'g', 'spawner_override', 'init_containers'],
  ],
])('Q-29 init containers of %s keep the block', (_where, values, path) => {
  expect(traits(values).KubeSpawner).toHaveProperty(path, REPLACED);
  const fixed = path.reduce(
    (node: Record<string, never>, key) => node[key] as never,
    traits(values, 'fixed').KubeSpawner,
  );
  expect(names(fixed as never)).toEqual(['mine', BLOCK]);
});

test('Q-29 init containers of profiles and choices keep the block, lists and maps', () => {
  const list = [
    {
      display_name: 'A',
      kubespawner_override: { init_containers: REPLACED },
      profile_options: {
        o: { choices: { c: { kubespawner_override: { init_containers: { a: { name: 'mine' } } } } } },
      },
    },
  ];
  const of = (behaviour: 'chart' | 'fixed') =>
    configuration({ singleuser: { profileList: list } }, behaviour).profiles.profiles[0] as never as {
      kubespawner_override: { init_containers: { name: string }[] };
      profile_options: { o: { choices: { c: { kubespawner_override: { init_containers: object } } } } };
    };
  expect(names(of('chart').kubespawner_override.init_containers)).toEqual(['mine']);
  expect(names(of('fixed').kubespawner_override.init_containers)).toEqual(['mine', BLOCK]);
  const map = of('fixed').profile_options.o.choices.c.kubespawner_override.init_containers;
  // KubeSpawner takes them in the order of their keys.
  expect(Object.keys(map).sort()).toEqual(['a', `~${BLOCK}`]);
});

test('C-84 hub.config wins over singleuser', () => {
  expect(
    traits({ singleuser: { uid: 1 }, hub: { config: { KubeSpawner: { uid: 2 } } } }).KubeSpawner.uid,
  ).toBe(2);
});
