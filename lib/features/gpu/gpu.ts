/** `gpu`: what a server with graphics processors asks for. Profiles carry it, so placeholders and pullers do not. */
import type { Gpu } from '../../config/schema/gpu';
import type { JsonObject } from '../../document/json';
import type { Feature, FeatureContext } from '../feature';
import { byteText } from '../profiles/amounts';

const RUNTIME_CLASS = 'nvidia';

/** KubeSpawner's traits for a server; `wanted` is what its profile says. */
export function gpuTraits(gpu: Gpu | undefined, wanted: boolean | number | undefined): JsonObject {
  if (gpu === undefined || wanted === false || wanted === 0) return {};
  const count = String(typeof wanted === 'number' ? wanted : (gpu.limit ?? 1));
  const resources = { [gpu.resource ?? 'nvidia.com/gpu']: count };
  const { use = true, name = RUNTIME_CLASS } = gpu.runtimeClass ?? {};
  return {
    mem_guarantee: byteText(gpu.memory ?? '1Gi'),
    // The API server wants both alike.
    extra_resource_guarantees: resources,
    extra_resource_limits: resources,
    ...(use ? { extra_pod_config: { runtimeClassName: name } } : {}),
  };
}

/** Hubs of one cluster that share it have it in config/_cluster.<cluster>.yaml instead. */
export function gpu({ sections }: FeatureContext): Feature {
  const { runtimeClass } = sections.gpu ?? {};
  if (sections.gpu === undefined || runtimeClass?.use === false) return {};
  const { name = RUNTIME_CLASS, create = false, handler = 'nvidia' } = runtimeClass ?? {};
  if (!create) return { assumptions: [`The cluster has a RuntimeClass ${name} (gpu.runtimeClass).`] };
  const manifest = {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'hubsynth' } },
    handler,
  };
  return { objects: [{ component: 'gpu', manifest }] };
}
