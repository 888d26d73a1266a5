/** What the chart refuses, and what we refuse or doubt besides: inventory 5.5. */
import { findings, LETSENCRYPT } from '../support/render';

const errors = (values: object, behaviour: 'chart' | 'fixed' = 'chart') =>
  findings(values, behaviour).filter((each) => each.startsWith('error'));

const file = (content: object) => ({ hub: { extraFiles: { f: { mountPath: '/f.yaml', ...content } } } });
const env = (value: unknown) => ({ hub: { extraEnv: { A: value } } });
const pull = (settings: object) => ({ imagePullSecret: { create: true, ...settings } });

test.each<[string, object, string[]]>([
  ['B-40 rbac.enabled', { rbac: { enabled: true } }, ['VALUES_REMOVED_KEY rbac.enabled']],
  ['B-40 hub.fsGid, even null', { hub: { fsGid: null } }, ['VALUES_REMOVED_KEY hub.fsGid']],
  [
    'B-40 the metadata address blocked and opened',
    { singleuser: { networkPolicy: { egressAllowRules: { cloudMetadataServer: true } } } },
    ['VALUES_CONFLICT singleuser.networkPolicy.egressAllowRules.cloudMetadataServer'],
  ],
  [
    'B-41 letsencrypt without an address',
    { proxy: { https: { enabled: true, hosts: ['h'] } } },
    ['VALUES_MISSING proxy.https.letsencrypt.contactEmail'],
  ],
  [
    'B-41 manual without key and certificate',
    { proxy: { https: { enabled: true, type: 'manual' } } },
    ['VALUES_MISSING proxy.https.manual.cert', 'VALUES_MISSING proxy.https.manual.key'],
  ],
  ['B-41 a variable that is a number', env(1), ['VALUES_ENV hub.extraEnv.A']],
  ['B-41 a variable that is a boolean', env(true), ['VALUES_ENV hub.extraEnv.A']],
  ['B-41 a variable that is null', env(null), ['VALUES_ENV hub.extraEnv.A']],
  ['B-41 a variable that is a list', env([]), ['VALUES_ENV hub.extraEnv.A']],
  [
    "B-41 the proxy's variables",
    { proxy: { chp: { extraEnv: { A: 1 } } } },
    ['VALUES_ENV proxy.chp.extraEnv.A'],
  ],
  [
    "B-41 Traefik's variables where there is Traefik",
    { proxy: { https: LETSENCRYPT, traefik: { extraEnv: { A: 1 } } } },
    ['VALUES_ENV proxy.traefik.extraEnv.A'],
  ],
  ['B-41 a file without content', file({}), ['VALUES_FILE hub.extraFiles.f']],
  ['B-41 a file with empty content', file({ stringData: '', data: {} }), ['VALUES_FILE hub.extraFiles.f']],
  [
    'B-41 a file with two contents',
    file({ stringData: 'a', binaryData: 'QQ==' }),
    ['VALUES_FILE hub.extraFiles.f'],
  ],
  [
    'B-41 data in an unknown format',
    file({ mountPath: '/f.ini', data: { a: 1 } }),
    ['VALUES_FILE hub.extraFiles.f.mountPath'],
  ],
  [
    'B-41 a file without a place',
    { singleuser: { extraFiles: { f: { stringData: 'a' } } } },
    ['SCHEMA_MISSING_KEY singleuser.extraFiles.f.mountPath'],
  ],
  [
    'a pull secret without its data',
    pull({}),
    [
      'VALUES_MISSING imagePullSecret.registry',
      'VALUES_MISSING imagePullSecret.username',
      'VALUES_MISSING imagePullSecret.password',
    ],
  ],
  [
    'a pull secret with unknown data',
    pull({ registry: 'r', username: 'u', password: 'p', mail: 'x' }),
    ['SCHEMA_UNKNOWN_KEY imagePullSecret.mail'],
  ],
  [
    'B-41 sections that are null',
    { proxy: { https: null }, scheduling: { corePods: { tolerations: null } } },
    ['SCHEMA_MISSING_KEY proxy.https', 'SCHEMA_MISSING_KEY scheduling.corePods.tolerations'],
  ],
  ['B-44 an unknown key on the top level', { hubb: {} }, ['SCHEMA_UNKNOWN_KEY hubb']],
  [
    'B-44 an unknown key deep down',
    { hub: { db: { pvc: { size: '1Gi' } } } },
    ['SCHEMA_UNKNOWN_KEY hub.db.pvc.size'],
  ],
  ['labels that are numbers', { hub: { labels: { a: 1 } } }, ['SCHEMA_TYPE hub.labels.a']],
  [
    'percentages in budgets',
    { hub: { pdb: { maxUnavailable: '50%' } } },
    ['SCHEMA_TYPE hub.pdb.maxUnavailable'],
  ],
  [
    'B-06 templates that are more than look-ups',
    { hub: { args: ['ok', '{{ if .Values.x }}y{{ end }}'] } },
    ['VALUES_TEMPLATE hub.args[1]'],
  ],
  [
    'B-46 keys of old charts',
    { auth: { type: 'x' }, hub: { imagePullSecret: {} }, singleuser: { cloudMetadata: { enabled: true } } },
    [
      'VALUES_REMOVED_KEY auth',
      'VALUES_REMOVED_KEY hub.imagePullSecret',
      'VALUES_REMOVED_KEY singleuser.cloudMetadata.enabled',
    ],
  ],
  ['D-01 keys of later charts', { httpRoute: { enabled: true } }, ['VALUES_REMOVED_KEY httpRoute']],
])('refuses %s', (_name, values, expected) => {
  expect(errors(values).sort()).toEqual(expected.map((each) => `error ${each}`).sort());
});

test.each<[string, object]>([
  ['variables as a list', { hub: { extraEnv: [{ name: 'A', value: 'x' }] } }],
  ['variables with a source', env({ valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } })],
  ["Traefik's variables where there is no Traefik", { proxy: { traefik: { extraEnv: { A: 1 } } } }],
  ['unknown data of a pull secret that is not made', { imagePullSecret: { mail: 'x' } }],
  [
    'sections that only the hub reads, as null',
    { singleuser: { storage: null, memory: null, lifecycleHooks: null } },
  ],
  ['quoted numbers in probes', { hub: { livenessProbe: { periodSeconds: '10', other: true } } }],
  [
    'open maps',
    {
      hub: { config: { X: { y: 1 } }, resources: { a: 1 }, templateVars: { a: 1 } },
      custom: { a: 1 },
      global: { a: 1 },
    },
  ],
])('takes %s', (_name, values) => {
  expect(errors(values)).toEqual([]);
});

test('B-42 placeholders without priorities: a warning', () => {
  expect(findings({ scheduling: { userPlaceholder: { replicas: 1 } } })).toContain(
    'warning VALUES_CONFLICT scheduling.userPlaceholder.replicas',
  );
});

test('C-83 a section that is no class: a warning in render, an error in a config', () => {
  const values = { hub: { config: { jupyterHub: {} } } };
  expect(findings(values)).toContain('warning SCHEMA_UNKNOWN_KEY hub.config.jupyterHub');
  expect(errors(values, 'fixed')).toEqual(['error SCHEMA_UNKNOWN_KEY hub.config.jupyterHub']);
});

test('all problems are found at once, those behind a wrong type too', () => {
  const values = {
    hub: { baseUrl: 3, extraEnv: { A: 1 }, db: { typ: 'x' } },
    proxy: { https: { enabled: true, type: 'manual' } },
  };
  expect(errors(values)).toHaveLength(5);
});
