import { LAYERS, layerOf } from '../../lib/gitops/layers';

test('puts what holds data, or carries the rest, into the foundation', () => {
  const kinds = [
    'Namespace',
    'StorageClass',
    'RuntimeClass',
    'PriorityClass',
    'PersistentVolume',
    'PersistentVolumeClaim',
  ];
  expect(kinds.map(layerOf)).toEqual(kinds.map(() => 'foundation'));
});

test('puts what can be made again into the workload', () => {
  expect(['Deployment', 'ConfigMap', 'ClusterRole', 'Secret', 'Whatever'].map(layerOf)).toEqual(
    Array(5).fill('workload'),
  );
});

test('keeps external secrets in a layer between', () => {
  expect(layerOf('ExternalSecret')).toBe('secrets');
  expect(LAYERS).toEqual(['foundation', 'secrets', 'workload']);
});
