import { checkIdentities } from '../../lib/output/identity';
import type { Manifest, RenderedFolder } from '../../lib/output/rendered';

function manifest(apiVersion: string, kind: string, name: string, namespace?: string): Manifest {
  return { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } };
}

function folder(name: string, manifests: readonly Manifest[], cluster = 'default'): RenderedFolder {
  return {
    folder: name,
    cluster,
    source: `config/${name}.yaml`,
    objects: manifests.map((each, index) => ({
      manifest: each,
      component: 'hub',
      section: `section${index}`,
    })),
    position: { file: `config/${name}.yaml`, line: 1, column: 7 },
  };
}

test('has nothing to say about objects that differ in group, kind, namespace or name', () => {
  const objects = [
    manifest('v1', 'Service', 'hub', 'a'),
    manifest('serving.knative.dev/v1', 'Service', 'hub', 'a'),
    manifest('v1', 'ConfigMap', 'hub', 'a'),
    manifest('v1', 'Service', 'hub', 'b'),
    manifest('v1', 'Service', 'hub2', 'a'),
    manifest('v1', 'Service', 'hub'),
  ];
  expect(checkIdentities([folder('a', objects)])).toEqual([]);
});

test('names both hubs that share a namespace, once, and the way out', () => {
  const objects = [
    manifest('v1', 'Service', 'hub', 'jupyter'),
    manifest('v1', 'ConfigMap', 'hub', 'jupyter'),
  ];
  expect(checkIdentities([folder('a', objects), folder('b', objects)])).toEqual([
    {
      code: 'OUT_DUPLICATE_OBJECT',
      severity: 'error',
      message:
        'config/a.yaml and config/b.yaml both render Service hub in the namespace jupyter (and 1 more object) for the cluster default.',
      hint: 'Give one of the hubs another namespace.',
      position: { file: 'config/b.yaml', line: 1, column: 7 },
    },
  ]);
});

test('takes versions of one API group for the same object', () => {
  const found = checkIdentities([
    folder('a', [manifest('apps/v1', 'Deployment', 'hub', 'x')]),
    folder('b', [manifest('apps/v1beta1', 'Deployment', 'hub', 'x')]),
  ]);
  expect(found.map(({ code }) => code)).toEqual(['OUT_DUPLICATE_OBJECT']);
});

test.each([
  [manifest('v1', 'Namespace', 'jupyter'), /namespaceObject: false/],
  [manifest('scheduling.k8s.io/v1', 'PriorityClass', 'jupyter-default'), /another release/],
  [manifest('node.k8s.io/v1', 'RuntimeClass', 'nvidia'), /_cluster\.default\.yaml/],
  [manifest('v1', 'ConfigMap', 'hub', 'jupyter'), /another namespace/],
])('gives the way out that fits %j', (object, hint) => {
  expect(checkIdentities([folder('a', [object]), folder('b', [object])]).map((each) => each.hint)).toEqual([
    expect.stringMatching(hint),
  ]);
});

test('does not compare clusters with one another', () => {
  const objects = [manifest('v1', 'Namespace', 'jupyter')];
  expect(checkIdentities([folder('a', objects, 'east'), folder('b', objects, 'west')])).toEqual([]);
});

test('finds duplicates inside one folder, and says where each comes from', () => {
  const object = manifest('v1', 'ConfigMap', 'hub', 'a');
  expect(checkIdentities([folder('a', [object, object])])[0]?.message).toBe(
    'config/a.yaml renders ConfigMap hub in the namespace a twice: in section0 and in section1.',
  );
});

test('stays linear for a thousand hubs in one namespace', () => {
  const objects = Array.from({ length: 30 }, (_, index) => manifest('v1', 'ConfigMap', `c${index}`, 'same'));
  const folders = Array.from({ length: 1000 }, (_, index) => folder(`hub${index}`, objects));
  expect(checkIdentities(folders)).toHaveLength(999);
});
