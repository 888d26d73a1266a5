/** All that values set on the spawner, wherever they do: hub.config, singleuser, profiles. */
import { isObject } from '../../document/json';
import type { Values } from '../schema/values';
import { overrides, profileParts } from './profile-parts';
import type { Setting } from './setting';
import { spawnerValues } from './values-to-spawner';

const SECTIONS = ['Spawner', 'KubeSpawner'];

export function spawnerSettings(values: Values): Setting[] {
  const sections = SECTIONS.flatMap((className) => {
    const section = values.hub.config[className];
    return Object.entries(isObject(section) ? section : {}).map(([trait, value]) => ({
      ...{ className, trait, value },
      path: ['hub', 'config', className, trait],
    }));
  });
  return [...sections, ...spawnerValues(values), ...overrides(profileParts(values), 'KubeSpawner')];
}
