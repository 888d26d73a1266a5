/** Values that become a trait as they are, where they are set (C-22, C-51): path of the value, class, trait. */

import type { JsonObject } from '../../document/json';
import { type Path, valueAt } from '../../document/path';
import type { TraitValues } from './trait-source';

type Row = readonly [path: string, trait: string];

const AFFINITIES: readonly Row[] = (['required', 'preferred'] as const).flatMap((term): Row[] => [
  [`singleuser.extraNodeAffinity.${term}`, `node_affinity_${term}`],
  [`singleuser.extraPodAffinity.${term}`, `pod_affinity_${term}`],
  [`singleuser.extraPodAntiAffinity.${term}`, `pod_anti_affinity_${term}`],
]);

export const KUBE_SPAWNER: readonly Row[] = [
  ['singleuser.podNameTemplate', 'pod_name_template'],
  ['singleuser.startTimeout', 'start_timeout'],
  ['singleuser.image.pullPolicy', 'image_pull_policy'],
  ['singleuser.events', 'events_enabled'],
  ['singleuser.extraLabels', 'extra_labels'],
  ['singleuser.extraAnnotations', 'extra_annotations'],
  ['singleuser.uid', 'uid'],
  ['singleuser.fsGid', 'fs_gid'],
  ['singleuser.serviceAccountName', 'service_account'],
  ['singleuser.storage.extraLabels', 'storage_extra_labels'],
  ['singleuser.nodeSelector', 'node_selector'],
  ...AFFINITIES,
  ['singleuser.lifecycleHooks', 'lifecycle_hooks'],
  ['singleuser.initContainers', 'init_containers'],
  ['singleuser.extraContainers', 'extra_containers'],
  ['singleuser.memory.limit', 'mem_limit'],
  ['singleuser.memory.guarantee', 'mem_guarantee'],
  ['singleuser.cpu.limit', 'cpu_limit'],
  ['singleuser.cpu.guarantee', 'cpu_guarantee'],
  ['singleuser.extraResource.limits', 'extra_resource_limits'],
  ['singleuser.extraResource.guarantees', 'extra_resource_guarantees'],
  ['singleuser.extraEnv', 'environment'],
  ['singleuser.profileList', 'profile_list'],
  ['singleuser.extraPodConfig', 'extra_pod_config'],
];

/** The traits of the rows whose value is set. */
export function direct(rows: readonly Row[], values: JsonObject): TraitValues {
  const set = rows.flatMap(([path, trait]) => {
    const value = valueAt(values, path.split('.') as Path);
    return value === null || value === undefined ? [] : [[trait, value] as const];
  });
  return Object.fromEntries(set);
}

/** The rows as the hub needs them: users' own code and an existing Secret may change the values (B-14). */
export const VALUES_TO_TRAITS: Readonly<Record<string, readonly [className: string, trait: string]>> =
  Object.fromEntries([
    ...KUBE_SPAWNER.filter(([, trait]) => trait !== 'profile_list').map(
      ([path, trait]) => [path, ['KubeSpawner', trait]] as const,
    ),
    ['hub.db.url', ['JupyterHub', 'db_url']] as const,
    ['hub.templatePaths', ['JupyterHub', 'template_paths']] as const,
    ['hub.templateVars', ['JupyterHub', 'template_vars']] as const,
  ]);
