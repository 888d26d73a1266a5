import { encoded, isInside, kebab, pathsOf } from '../../lib/output/path';
import type { RenderedObject } from '../../lib/output/rendered';

function object(
  apiVersion: string,
  kind: string,
  name: string,
  namespace?: string,
  component = 'hub',
): RenderedObject {
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  return { manifest: { apiVersion, kind, metadata }, component, section: 'hub' };
}

test.each([
  ['PersistentVolumeClaim', 'persistent-volume-claim'],
  ['HTTPRoute', 'http-route'],
  ['CSIDriver', 'csi-driver'],
  ['APIService', 'api-service'],
  ['EC2NodeClass', 'ec2-node-class'],
  ['Service', 'service'],
])('writes the kind %s as %s', (kind, name) => {
  expect(kebab(kind)).toBe(name);
});

test('puts an object into its layer and component', () => {
  expect(
    pathsOf([object('v1', 'ConfigMap', 'hub'), object('v1', 'PersistentVolumeClaim', 'hub-db-dir')]),
  ).toEqual(['workload/hub/config-map.hub.yaml', 'foundation/hub/persistent-volume-claim.hub-db-dir.yaml']);
});

test('encodes all that one file system or another would not keep apart', () => {
  expect(encoded('system:auth-Delegator')).toBe('system%3Aauth-%44elegator');
  expect(encoded('a%3Ab_c/é😀')).toBe('a%253%41b%5Fc%2F%C3%A9%F0%9F%98%80');
  const names = ['hub', 'Hub', 'HUB', '%48ub', 'hub.', 'HuB'];
  const paths = pathsOf(names.map((name) => object('v1', 'ConfigMap', name))).map((path) =>
    path.toLowerCase(),
  );
  expect(new Set(paths).size).toBe(names.length);
});

test('appends the API group to all that clash, and only to them', () => {
  expect(
    pathsOf([
      object('networking.k8s.io/v1', 'Ingress', 'hub', 'a'),
      object('v1', 'Service', 'hub', 'a'),
      object('extensions/v1beta1', 'Ingress', 'hub', 'a'),
      object('serving.knative.dev/v1', 'Service', 'hub', 'a'),
      object('networking.k8s.io/v1', 'Ingress', 'other', 'a'),
    ]),
  ).toEqual([
    'workload/hub/ingress.networking.k8s.io.hub.yaml',
    'workload/hub/service.hub.yaml',
    'workload/hub/ingress.extensions.hub.yaml',
    'workload/hub/service.serving.knative.dev.hub.yaml',
    'workload/hub/ingress.other.yaml',
  ]);
});

test('appends the namespace where the group does not help', () => {
  expect(
    pathsOf([
      object('rbac.authorization.k8s.io/v1', 'Role', 'hub', 'team-a'),
      object('rbac.authorization.k8s.io/v1', 'Role', 'hub', 'team-b'),
      object('rbac.authorization.k8s.io/v1', 'Role', 'hub.team-a'),
    ]),
  ).toEqual([
    'workload/hub/role.hub_team-a.yaml',
    'workload/hub/role.hub_team-b.yaml',
    'workload/hub/role.hub.team-a.yaml',
  ]);
});

test('loses no object, however names were chosen to clash', () => {
  const objects = [
    object('networking.k8s.io/v1', 'Ingress', 'hub'),
    object('extensions/v1', 'Ingress', 'hub'),
    // What the first of them is called once it has its group.
    object('v1', 'Ingress', 'networking.k8s.io.hub'),
    object('a/v1', 'HTTPRoute', 'x', 'n'),
    object('a/v1', 'HttpRoute', 'x', 'n'),
    object('b/v1', 'HttpRoute', 'x', 'n'),
    object('b/v1', 'HttpRoute', 'x', 'm'),
  ];
  expect(new Set(pathsOf(objects).map((path) => path.toLowerCase())).size).toBe(objects.length);
  const reversed = pathsOf([...objects].reverse()).reverse();
  expect(reversed).toEqual(pathsOf(objects));
});

test('shortens a name that no file system would take, and keeps it unique', () => {
  const start = 'a'.repeat(300);
  const [first, second, third] = pathsOf([
    object('v1', 'ConfigMap', `${start}1`),
    object('v1', 'ConfigMap', `${start}2`),
    object('v1', 'ConfigMap', 'Ä'.repeat(200)),
  ]);
  for (const path of [first, second, third]) {
    expect(Math.max(...(path ?? '').split('/').map((part) => Buffer.byteLength(part)))).toBeLessThanOrEqual(
      255,
    );
  }
  expect(first).toMatch(/^workload\/hub\/config-map\.a+_[0-9a-f]{16}\.yaml$/);
  expect(first).not.toBe(second);
  expect(third).toMatch(/^workload\/hub\/config-map\.(%C3%84)+(%C3)?_[0-9a-f]{16}\.yaml$/);
});

test.each(['..', '.', '', '../..', '/etc', 'a/b', '..\\..', 'C:'])(
  'stays in the folder with a component called %j',
  (component) => {
    for (const path of pathsOf([object('v1', 'ConfigMap', '../../../etc/passwd', undefined, component)])) {
      expect(isInside(path)).toBe(true);
      expect(path.split('/')).toHaveLength(3);
    }
  },
);

test.each(['', '/a', 'a//b', 'a/', '..', 'a/../b', './a', 'a\\b', 'C:/a', 'a\0b'])(
  'refuses the path %j',
  (path) => {
    expect(isInside(path)).toBe(false);
  },
);
