import { hasHeader } from '../../lib/output/header';
import { planFolders } from '../../lib/output/plan';
import type { Manifest, RenderedFolder } from '../../lib/output/rendered';

function rendered(
  folder: string,
  manifests: readonly Manifest[],
  more: Partial<RenderedFolder> = {},
): RenderedFolder {
  return {
    folder,
    cluster: 'default',
    source: `config/${folder}.yaml`,
    objects: manifests.map((manifest) => ({ manifest, component: 'hub', section: 'jupyterhub.hub' })),
    ...more,
  };
}

function configMap(name: string, namespace: string, data: Record<string, string> = {}): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data };
}

const claim: Manifest = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'db', namespace: 'a' },
};

test('plans each object with header and guards, and a kustomization for each layer that is there', () => {
  const { folders, diagnostics } = planFolders([
    rendered('a', [configMap('z', 'a', { x: '1' }), claim, configMap('b', 'a', { run: '${HOME}' })]),
  ]);
  expect(diagnostics).toEqual([]);
  const files = folders[0]?.files ?? new Map<string, string>();
  expect([...files.keys()].sort()).toEqual([
    'foundation/hub/persistent-volume-claim.db.yaml',
    'foundation/kustomization.yaml',
    'workload/hub/config-map.b.yaml',
    'workload/hub/config-map.z.yaml',
    'workload/kustomization.yaml',
  ]);
  expect(files.get('workload/kustomization.yaml')).toBe(
    [
      '# hubsynth: config/a.yaml (workload)',
      '---',
      'apiVersion: kustomize.config.k8s.io/v1beta1',
      'kind: Kustomization',
      'resources:',
      '- hub/config-map.b.yaml',
      '- hub/config-map.z.yaml',
      '',
    ].join('\n'),
  );
  expect(files.get('foundation/hub/persistent-volume-claim.db.yaml')).toContain('prune: disabled');
  expect(files.get('workload/hub/config-map.b.yaml')).toContain('substitute: disabled');
  expect([...files.values()].every(hasHeader)).toBe(true);
  expect(files.get('workload/hub/config-map.z.yaml')).toMatch(
    /^# hubsynth: config\/a\.yaml \(jupyterhub\.hub\)\n---\napiVersion: v1\n/,
  );
});

test('plans the same bytes whatever the order of the objects', () => {
  const objects = [configMap('b', 'a'), configMap('a', 'a'), claim];
  const files = (each: readonly Manifest[]) =>
    [...(planFolders([rendered('a', each)]).folders[0]?.files ?? [])].sort();
  expect(files([...objects].reverse())).toEqual(files(objects));
});

test('refuses a fleet without folders and a folder without objects', () => {
  expect(planFolders([]).diagnostics.map(({ code }) => code)).toEqual(['OUT_EMPTY']);
  const { folders, diagnostics } = planFolders([rendered('a', [claim]), rendered('b', [])]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['OUT_EMPTY']);
  expect(folders).toEqual([]);
});

test('refuses two folders of one name', () => {
  const { diagnostics } = planFolders([
    rendered('a', [configMap('x', 'a')], { source: 'config/one.yaml' }),
    rendered('a', [configMap('x', 'b')], { source: 'config/two.yaml' }),
  ]);
  expect(diagnostics).toMatchObject([
    {
      code: 'OUT_DUPLICATE_FOLDER',
      message: expect.stringMatching(/config\/one\.yaml and config\/two\.yaml/),
    },
  ]);
});

test.each(['..', '.git', 'a/b', 'Jupyter', '.hubsynth-stage', 'a.', ' '])(
  'refuses %j as a folder',
  (name) => {
    expect(planFolders([rendered(name, [claim])]).diagnostics.map(({ code }) => code)).toEqual([
      'OUT_FOLDER_NAME',
    ]);
  },
);

test('puts no root output beside the folders of hubs', () => {
  const { diagnostics } = planFolders([rendered('', [claim]), rendered('b', [configMap('x', 'b')])]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['OUT_FOLDER_NAME']);
});

test('plans nothing at all when two objects are one', () => {
  const { folders, diagnostics } = planFolders([rendered('a', [claim]), rendered('b', [claim])]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['OUT_DUPLICATE_OBJECT']);
  expect(folders).toEqual([]);
});

test('adds the list of required secrets, and no other file that could not be known again', () => {
  const [folder] = planFolders([
    rendered('', [claim], { extraFiles: [['required-secrets.json', '[]\n']] }),
  ]).folders;
  expect(folder?.files.get('required-secrets.json')).toBe('[]\n');
  const unknown = rendered('', [claim], { extraFiles: [['notes.json', '{}']] });
  expect(() => planFolders([unknown])).toThrow(/notes\.json/);
  const outside = rendered('', [claim], { extraFiles: [['../required-secrets.json', '[]']] });
  expect(() => planFolders([outside])).toThrow(/does not stay/);
});
