/** Values that become traits of the spawner: those that the chart's schema lets pass may still be of a wrong type. */
import type { Json } from '../../document/json';
import { type Path, valueAt } from '../../document/path';
import { DEFAULTS } from '../defaults';
import type { Values } from '../schema/values';
import { KUBE_SPAWNER } from '../traits/direct';
import type { Setting } from './setting';

/** Beside those that become a trait as they are. */
const PARTS: readonly (readonly [path: string, trait: string])[] = [
  ['singleuser.cmd', 'cmd'],
  ['singleuser.extraTolerations', 'tolerations'],
  ['scheduling.userPods.tolerations', 'tolerations'],
  ['singleuser.storage.extraVolumes', 'volumes'],
  ['singleuser.storage.extraVolumeMounts', 'volume_mounts'],
];

/** Those that somebody wrote. */
export function spawnerValues(values: Pick<Values, 'singleuser' | 'scheduling'>): Setting[] {
  return [...KUBE_SPAWNER, ...PARTS].flatMap(([text, trait]) => {
    const path = text.split('.');
    const value = valueAt(values as unknown as Json, path as Path);
    const ignored = value === undefined || value === null || value === valueAt(DEFAULTS, path);
    // Profiles are checked by what is in them; a list of variables is an oddity of its own.
    if (ignored || trait === 'profile_list' || (trait === 'environment' && Array.isArray(value))) return [];
    return [{ className: 'KubeSpawner', trait, value, path }];
  });
}
