/** Takes profile lists apart: profiles, their options, choices, and what each sets. */

import { isObject, type Json, type JsonObject } from '../../document/json';
import { type Path, valueAt } from '../../document/path';
import { PROFILE_LISTS } from '../profiles/profile-list';
import type { Values } from '../schema/values';
import type { Part } from './profile-words';
import type { Setting } from './setting';

export interface ProfilePart {
  readonly part: Part;
  readonly node: Json;
  readonly path: Path;
}

/** Every part, maps or not. */
export function profileParts(values: Pick<Values, 'singleuser' | 'hub'>): ProfilePart[] {
  return PROFILE_LISTS.flatMap((path) => {
    const list = valueAt(values as unknown as Json, path);
    const profiles: readonly Json[] = Array.isArray(list) ? list : [];
    return profiles.flatMap((node, index) => profileAndOptions(node, [...path, index]));
  });
}

function profileAndOptions(node: Json, path: Path): ProfilePart[] {
  const options = entries(node, 'profile_options').flatMap(([name, option]): ProfilePart[] => {
    const at = [...path, 'profile_options', name];
    const choices = entries(option, 'choices').map(
      ([key, choice]): ProfilePart => ({ part: 'choice', node: choice, path: [...at, 'choices', key] }),
    );
    const unlisted = isObject(option) ? option['unlisted_choice'] : undefined;
    return [
      { part: 'option', node: option, path: at },
      ...choices,
      ...(isObject(unlisted)
        ? [{ part: 'unlisted_choice' as const, node: unlisted, path: [...at, 'unlisted_choice'] }]
        : []),
    ];
  });
  return [{ part: 'profile', node, path }, ...options];
}

function entries(node: Json, key: string): [string, Json][] {
  const map = isObject(node) ? node[key] : undefined;
  return isObject(map) ? Object.entries(map) : [];
}

/** What the parts set on the spawner. */
export function overrides(parts: readonly ProfilePart[], className: string): Setting[] {
  return parts.flatMap(({ node, path }) =>
    entries(node, 'kubespawner_override').map(([trait, value]) => ({
      className,
      trait,
      value,
      path: [...path, 'kubespawner_override', trait],
      inProfile: true,
    })),
  );
}

/** Whether the part sets anything at all. */
export function choicesOf(option: JsonObject): boolean {
  const { choices, unlisted_choice: unlisted } = option;
  return (
    (isObject(choices) && Object.keys(choices).length > 0) ||
    (isObject(unlisted) && Boolean(unlisted['enabled'])) ||
    Object.hasOwn(option, 'dynamic_image_building')
  );
}
