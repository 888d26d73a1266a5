/** Layers of a hub: what is applied together, in which order, and whether it may ever be pruned. */

/** In the order in which they are applied. */
export const LAYERS = ['foundation', 'secrets', 'workload'] as const;

export type Layer = (typeof LAYERS)[number];

/** What holds data, or what everything else stands on: losing one of these loses homes. */
const FOUNDATION = new Set([
  'Namespace',
  'StorageClass',
  'RuntimeClass',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
]);

const SECRETS = new Set(['ExternalSecret']);

/** The layer that objects of a kind belong to. */
export function layerOf(kind: string): Layer {
  if (FOUNDATION.has(kind)) return 'foundation';
  return SECRETS.has(kind) ? 'secrets' : 'workload';
}
