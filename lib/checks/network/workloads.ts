/** Pods of rendered objects. */
import { asObject, isObject, type Json, type JsonObject } from '../../document/json';
import type { PodEndpoint, Port, Protocol } from './endpoint';

/** Every Deployment, DaemonSet, StatefulSet and Job, by the labels of its pods. */
export function workloadPods(manifests: readonly JsonObject[], namespace: string): PodEndpoint[] {
  return manifests.flatMap((manifest) => {
    const template = asObject(manifest['spec'])['template'];
    if (!isObject(template)) return [];
    const metadata = asObject(manifest['metadata']);
    return [
      {
        name: String(metadata['name']),
        namespace: String(metadata['namespace'] ?? namespace),
        labels: asObject(asObject(template['metadata'])['labels']) as Record<string, string>,
        ports: portsOf(asObject(template['spec'])),
      },
    ];
  });
}

function portsOf(spec: JsonObject): Port[] {
  return list(spec['containers'])
    .flatMap((each) => list(each['ports']))
    .map(({ containerPort, name, protocol }) => ({
      number: Number(containerPort),
      protocol: (protocol ?? 'TCP') as Protocol,
      ...(typeof name === 'string' ? { name } : {}),
    }));
}

function list(items: Json | undefined): JsonObject[] {
  return Array.isArray(items) ? items.filter(isObject) : [];
}
