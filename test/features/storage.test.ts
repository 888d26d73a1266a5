/** `storage`: homes, the NFS export, shared volumes, and what may never change. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { build, objects, problems } from '../support/config';
import { folder, hubsynth } from '../support/program';
import { config } from './platform';

const LOGIN = 'jupyterhub: { hub: { config: { JupyterHub: { authenticator_class: "null" } } } }\n';
const NFS = 'storage: { homes: { nfs: { server: 192.168.10.1, path: /volume1/jupyter } } }\n';

const traits = (text: string) => parse(objects(build(text))['ConfigMap/hub'].data['traits.yaml']).KubeSpawner;
const names = (text: string, kind: string) =>
  Object.keys(objects(build(text)))
    .filter((key) => key.startsWith(`${kind}/`))
    .map((key) => key.slice(kind.length + 1));

test('a claim for each user, of any class', () => {
  const text = config(
    'storage: { fsGroup: 1000, homes: { class: longhorn, capacity: 20Gi, accessModes: [ReadWriteOncePod], labels: { backup: daily } } }\n',
    LOGIN,
  );
  expect(traits(text)).toMatchObject({
    storage_class: 'longhorn',
    storage_capacity: '20Gi',
    storage_access_modes: ['ReadWriteOncePod'],
    storage_extra_labels: { backup: 'daily' },
    storage_pvc_ensure: true,
    fs_gid: 1000,
  });
  expect(build(text).rendered.assumptions).toContain(
    'The cluster has a StorageClass longhorn (storage.homes.class).',
  );
});

test('one NFS export: a volume that is kept, a claim that only it fits, a folder for each user', () => {
  const text = config(
    'storage: { homes: { nfs: { server: nas.example.org, path: /jupyter, mountOptions: [nfsvers=4.1, hard] } } }\n',
    LOGIN,
  );
  const all = objects(build(text));
  const [claim = ''] = names(text, 'PersistentVolumeClaim').filter((name) => name !== 'hub-db-dir');
  const volume = `lab-jupyter-${claim}`;
  expect(claim).toMatch(/^homes-[0-9a-f]{8}$/);
  expect(all[`PersistentVolume/${volume}`].spec).toEqual({
    accessModes: ['ReadWriteMany'],
    capacity: { storage: '10Gi' },
    claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'jupyter', name: claim },
    mountOptions: ['nfsvers=4.1', 'hard'],
    nfs: { server: 'nas.example.org', path: '/jupyter' },
    persistentVolumeReclaimPolicy: 'Retain',
    storageClassName: 'jupyter-nfs-static',
    volumeMode: 'Filesystem',
  });
  expect(all[`PersistentVolumeClaim/${claim}`]).toMatchObject({
    metadata: { namespace: 'jupyter' },
    spec: { volumeName: volume, storageClassName: 'jupyter-nfs-static', accessModes: ['ReadWriteMany'] },
  });
  expect(traits(text)).toMatchObject({
    fs_gid: 100,
    volumes: [{ name: 'home', persistentVolumeClaim: { claimName: claim } }],
    volume_mounts: [{ name: 'home', mountPath: '/home/jovyan', subPath: '{username}' }],
  });
});

test('another server, path or class is another volume; options are not', () => {
  const claim = (nfs: string) =>
    names(config(`storage: { homes: { nfs: { ${nfs} } } }\n`, LOGIN), 'PersistentVolumeClaim').find((name) =>
      name.startsWith('homes-'),
    );
  const first = claim('server: a, path: /x');
  expect(claim('server: a, path: /x, mountOptions: [hard]')).toBe(first);
  const others = [
    claim('server: b, path: /x'),
    claim('server: a, path: /y'),
    claim('server: a, path: /x, class: c'),
  ];
  expect(new Set([first, ...others]).size).toBe(4);
});

test('shared volumes: a claim that is there, an export, one to make; read only or not', () => {
  const text = config(
    `storage:
  shared:
    - { name: course, mountPath: /srv/course, readOnly: true, claim: course-material, subPath: "2026" }
    - { name: airflow-dags, mountPath: /home/jovyan/airflow-dags, class: longhorn, capacity: 5Gi }
    - { name: data, mountPath: /data, nfs: { server: nas, path: /data } }
`,
    LOGIN,
  );
  const { volumes, volume_mounts: mounts } = traits(text);
  const [, ...shared] = volumes;
  expect(shared).toEqual([
    { name: 'shared-course', persistentVolumeClaim: { claimName: 'course-material', readOnly: true } },
    { name: 'shared-airflow-dags', persistentVolumeClaim: { claimName: 'shared-airflow-dags' } },
    {
      name: 'shared-data',
      persistentVolumeClaim: { claimName: expect.stringMatching(/^shared-data-\w{8}$/) },
    },
  ]);
  expect(mounts.slice(1)).toEqual([
    { name: 'shared-course', mountPath: '/srv/course', readOnly: true, subPath: '2026' },
    { name: 'shared-airflow-dags', mountPath: '/home/jovyan/airflow-dags' },
    { name: 'shared-data', mountPath: '/data' },
  ]);
  expect(objects(build(text))['PersistentVolumeClaim/shared-airflow-dags'].spec).toEqual({
    accessModes: ['ReadWriteMany'],
    storageClassName: 'longhorn',
    resources: { requests: { storage: '5Gi' } },
  });
});

test.each([
  [
    'two places for homes',
    '{ homes: { claim: a, nfs: { server: a, path: /b } } }',
    /^VALUES_CONFLICT 3:\d+ storage\.homes/,
  ],
  [
    'two volumes of one name',
    '{ shared: [{ name: a, mountPath: /a, claim: a }, { name: a, mountPath: /b, claim: b }] }',
    /^VALUES_CONFLICT 3:\d+ storage\.shared\[1\]\.name/,
  ],
  [
    'a server that is an option',
    '{ homes: { nfs: { server: "-o", path: /b } } }',
    /^SCHEMA_FORMAT 3:\d+ storage\.homes\.nfs\.server/,
  ],
  [
    'a path that is none',
    '{ homes: { nfs: { server: a, path: b } } }',
    /^SCHEMA_FORMAT 3:\d+ storage\.homes\.nfs\.path/,
  ],
])('refused: %s', (_what, storage, problem) => {
  expect(problems(config(`storage: ${storage}\n`, LOGIN))).toEqual([expect.stringMatching(problem)]);
});

describe('against an earlier output', () => {
  const project = (text: string) => {
    const at = folder({ 'config/lab.yaml': text });
    const write = (content: string) => writeFileSync(path.join(at, 'config', 'lab.yaml'), content);
    const synth = () => hubsynth(['synth'], at);
    expect(synth().status).toBe(0);
    return { write, synth };
  };

  test('homes that move are told, with the claim that would be left', () => {
    const { write, synth } = project(config(NFS, LOGIN));
    write(config(NFS.replace('volume1', 'volume2'), LOGIN));
    const refused = synth();
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(/STORAGE_CHANGED/);
    expect(refused.stderr).toMatch(/STORAGE_LEFT/);
    expect(refused.stderr).toMatch(/alice: jupyter\/homes-\w{8} at alice -> jupyter\/homes-\w{8} at alice/);
  });

  test('switching it off keeps the claim until it is released on purpose', () => {
    const { write, synth } = project(
      config('storage: { shared: [{ name: a, mountPath: /a, class: c }] }\n', LOGIN),
    );
    write(config(LOGIN));
    expect(synth().stderr).toMatch(/STORAGE_LEFT.*PersistentVolumeClaim\/shared-a/s);
    write(config('migrations: { released: [PersistentVolumeClaim/shared-a] }\n', LOGIN));
    expect(synth().status).toBe(0);
  });

  test.each([
    [
      'another class',
      '{ name: a, mountPath: /a, class: d }',
      /STORAGE_IMMUTABLE.*storageClassName was "c" and would be "d"/s,
    ],
    [
      'another mode',
      '{ name: a, mountPath: /a, class: c, accessModes: [ReadOnlyMany] }',
      /STORAGE_IMMUTABLE.*accessModes/s,
    ],
    [
      'a smaller size',
      '{ name: a, mountPath: /a, class: c, capacity: 1Gi }',
      /STORAGE_IMMUTABLE.*resources/s,
    ],
  ])('what Kubernetes would refuse is refused here: %s', (_what, shared, words) => {
    const { write, synth } = project(
      config('storage: { shared: [{ name: a, mountPath: /a, class: c }] }\n', LOGIN),
    );
    write(config(`storage: { shared: [${shared}] }\n`, LOGIN));
    const refused = synth();
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(words);
    write(config('storage: { shared: [{ name: a, mountPath: /b, class: c, capacity: 20Gi }] }\n', LOGIN));
    expect(synth().status).toBe(0);
  });
});
