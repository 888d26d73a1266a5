/** Parts of user pods in traits of KubeSpawner (kubespawner.objects.make_pod). */
import type { Json } from '../../document/json';
import type { Path } from '../../document/path';
import type { Range, Violation } from '../kubernetes/violation';
import { checkPart, type Fragment } from './part';

const each = (of: string): Fragment => ({ of, as: 'each' });
const one = (of: string): Fragment => ({ of, as: 'one' });
const field = (of: string, name: string): Fragment => ({ of, as: { field: name } });

const FRAGMENTS: Readonly<Record<string, Fragment>> = {
  volumes: each('Volume'),
  volume_mounts: each('VolumeMount'),
  init_containers: each('Container'),
  extra_containers: each('Container'),
  tolerations: each('Toleration'),
  node_affinity_preferred: each('PreferredSchedulingTerm'),
  node_affinity_required: each('NodeSelectorTerm'),
  pod_affinity_preferred: each('WeightedPodAffinityTerm'),
  pod_affinity_required: each('PodAffinityTerm'),
  pod_anti_affinity_preferred: each('WeightedPodAffinityTerm'),
  pod_anti_affinity_required: each('PodAffinityTerm'),
  environment: each('EnvVar'),
  lifecycle_hooks: one('Lifecycle'),
  extra_pod_config: one('PodSpec'),
  extra_container_config: one('Container'),
  pod_security_context: one('PodSecurityContext'),
  container_security_context: one('SecurityContext'),
  node_selector: field('PodSpec', 'nodeSelector'),
  extra_labels: field('ObjectMeta', 'labels'),
  extra_annotations: field('ObjectMeta', 'annotations'),
  storage_extra_labels: field('ObjectMeta', 'labels'),
  storage_extra_annotations: field('ObjectMeta', 'annotations'),
  storage_selector: one('LabelSelector'),
  extra_resource_limits: field('ResourceRequirements', 'limits'),
  extra_resource_guarantees: field('ResourceRequirements', 'requests'),
};

export interface SpawnerTrait {
  readonly trait: string;
  readonly value: Json;
  readonly path: Path;
  /** A profile's: KubeSpawner joins maps with what is there, and a null takes a key out. */
  readonly inProfile?: boolean;
}

/** What Kubernetes would refuse or drop in a user's pod. */
export function checkSpawnerTrait(
  { trait, value, path, inProfile }: SpawnerTrait,
  range?: Range,
): Violation[] {
  const fragment = Object.hasOwn(FRAGMENTS, trait) ? FRAGMENTS[trait] : undefined;
  if (fragment === undefined) return [];
  return checkPart({ fragment, value, path, snakeCase: true, joined: inProfile === true }, range);
}
