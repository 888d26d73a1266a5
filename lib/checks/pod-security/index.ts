/** Whether a pod holds a level of the Pod Security Standards, as the admission plugin of Kubernetes judges it. */
import { asObject, type JsonObject } from '../../document/json';
import { baseline, list } from './baseline';
import type { Finding } from './finding';
import { restricted } from './restricted';

export type { Finding } from './finding';

export type Level = 'restricted' | 'baseline' | 'privileged';

/** `pod`: a pod or the template of one. One finding for each reason. */
export function podSecurity(pod: JsonObject, level: Level): Finding[] {
  if (level === 'privileged') return [];
  const spec = asObject(pod['spec']);
  const parts = {
    spec,
    annotations: asObject(asObject(pod['metadata'])['annotations']),
    containers: ['initContainers', 'containers', 'ephemeralContainers'].flatMap((key) => list(spec[key])),
  };
  const found = baseline(parts);
  return level === 'baseline' ? found : [...found, ...restricted(parts).filter(isNew(found))];
}

/** Restricted holds baseline: what both say is told once. */
function isNew(found: readonly Finding[]) {
  return (each: Finding) => !found.some(({ holder, key }) => holder === each.holder && key === each.key);
}
