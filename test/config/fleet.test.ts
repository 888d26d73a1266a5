/** Which files are hubs, and what is told of them. */
import path from 'node:path';
import { loadFleet } from '../../lib/config/fleet';
import type { Hub } from '../../lib/config/hub';
import { folder } from '../support/program';

const load = (files: Record<string, string>) => {
  const root = folder(files);
  const hubs: Hub[] = [];
  const nameOf = (file: string) => path.relative(root, file);
  const fleet = loadFleet(path.join(root, 'config'), { nameOf, onHub: (hub) => hubs.push(hub) });
  return { ...fleet, hubs };
};

test('any number of files, in folders too, in an order of names; underscores are layers, dots are nothing', () => {
  const { hubs, diagnostics } = load({
    'config/z.yaml': 'name: z\n',
    'config/a/b.yml': 'name: b\n',
    'config/_layer.yaml': 'namespace: x\n',
    'config/_parts/c.yaml': 'name: c\n',
    'config/.d.yaml': 'name: d\n',
    'config/readme.md': 'name: e\n',
  });
  expect(diagnostics).toEqual([]);
  expect(hubs.map((each) => each.source)).toEqual(['config/a/b.yml', 'config/z.yaml']);
});

test('defaults of a hub', () => {
  const [hub] = load({ 'config/a.yaml': 'name: lab\n' }).hubs;
  expect(hub).toMatchObject({
    name: 'lab',
    release: 'lab',
    cluster: 'default',
    namespace: 'jupyter',
    namespaceObject: true,
    values: {},
  });
});

test('layers lie below the file, the first lowest, each with layers of its own', () => {
  const [hub] = load({
    'config/a.yaml': 'name: a\nextends: [_one.yaml, sub/_two.yaml]\njupyterhub: { custom: { top: a } }\n',
    'config/_one.yaml': 'extends: _zero.yaml\njupyterhub: { custom: { one: 1, both: 1 } }\n',
    'config/_zero.yaml': 'namespace: zero\njupyterhub: { custom: { zero: 0, one: 0 } }\n',
    'config/sub/_two.yaml': 'jupyterhub: { custom: { both: 2, top: 2 } }\n',
  }).hubs;
  expect(hub?.namespace).toBe('zero');
  expect(hub?.values).toEqual({ custom: { zero: 0, one: 1, both: 2, top: 'a' } });
});

test('a layer that two hubs share is read once and reported once', () => {
  const { hubs, diagnostics } = load({
    'config/a.yaml': 'name: a\nextends: _l.yaml\n',
    'config/b.yaml': 'name: b\nextends: _l.yaml\n',
    'config/_l.yaml': 'hostt: x\n',
  });
  expect(hubs).toHaveLength(2);
  expect(diagnostics.map((each) => `${each.code} ${each.position?.file}:${each.position?.line}`)).toEqual([
    'SCHEMA_UNKNOWN_KEY config/_l.yaml:1',
  ]);
});

test('clusters have a file each; one without hubs is doubted', () => {
  const { clusters, diagnostics } = load({
    'config/a.yaml': 'name: a\ncluster: prod\n',
    'config/_cluster.prod.yaml': 'storageClasses: [{ name: fast, provisioner: x }]\n',
    'config/_cluster.test.yaml': '',
  });
  expect(clusters.map((each) => each.name)).toEqual(['prod', 'test']);
  expect(diagnostics.map((each) => `${each.severity} ${each.code}`)).toEqual(['warning CFG_UNUSED_CLUSTER']);
});

test('a reference to a secret may stand wherever the chart takes a secret text', () => {
  const { diagnostics } = load({
    'config/a.yaml':
      'name: a\njupyterhub: { hub: { db: { password: { secret: { name: db, key: password } } } } }\n',
  });
  expect(diagnostics).toEqual([]);
});
