/** One `kustomization.yaml` a layer: without it Flux takes every YAML below the path, and Argo CD does not look below. */
import type { Json } from '../document/json';
import { LAYERS, type Layer } from '../gitops/layers';
import { byCodeUnit } from './order';

export interface Kustomization {
  readonly layer: Layer;
  /** Below the folder: `workload/kustomization.yaml`. */
  readonly path: string;
  readonly document: Json;
}

/** The kustomizations of one folder's objects, given their paths. A layer without objects has none. */
export function kustomizations(paths: readonly string[]): Kustomization[] {
  return LAYERS.flatMap((layer): Kustomization[] => {
    const start = `${layer}/`;
    const resources = paths.filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
    if (resources.length === 0) return [];
    const document = {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: resources.sort(byCodeUnit),
    };
    return [{ layer, path: `${start}kustomization.yaml`, document }];
  });
}
