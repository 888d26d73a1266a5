/** Everything that a user can start: each profile with each combination of choices, as far as some traits go. */

import { joinMaps } from '../../document/join-maps';
import { asObject, isObject, type Json, type JsonObject } from '../../document/json';
import { copyOrigin } from '../../document/origin';
import { sortedJson } from '../../document/sorted-json';

export interface Start {
  /** Empty where there are no profiles. */
  readonly profile: string;
  /** Place in the list. */
  readonly index: number;
  /** Choices by option, of one of the ways that lead to these settings. */
  readonly choices: Readonly<Record<string, string>>;
  /** KubeSpawner's traits. */
  readonly settings: JsonObject;
}

/** What decides on images and nodes. */
export const PLACEMENT = [
  'image',
  'init_containers',
  'extra_containers',
  'node_selector',
  'node_affinity_required',
  'tolerations',
  'cpu_guarantee',
  'cpu_limit',
  'mem_guarantee',
  'mem_limit',
  'extra_resource_guarantees',
  'extra_resource_limits',
] as const;

/** `spawner`: traits of all servers; `traits`: those that matter. Choices that come to the same are told once. */
export function starts(
  spawner: JsonObject,
  profiles: readonly Json[],
  traits: readonly string[] = PLACEMENT,
): Start[] {
  const base = only(traits, spawner);
  if (profiles.length === 0) return [{ profile: '', index: -1, choices: {}, settings: base }];
  return profiles.flatMap((profile, index) =>
    isObject(profile) ? ofProfile(base, profile, index, traits) : [],
  );
}

function ofProfile(base: JsonObject, profile: JsonObject, index: number, traits: readonly string[]): Start[] {
  const override = (settings: JsonObject, own: Json | undefined) =>
    overridden(settings, only(traits, asObject(own)));
  const slug = typeof profile['slug'] === 'string' ? profile['slug'] : '';
  let found: Start[] = [
    { profile: slug, index, choices: {}, settings: override(base, profile['kubespawner_override']) },
  ];
  for (const [option, settings] of Object.entries(asObject(profile['profile_options']))) {
    const { choices, unlisted_choice: unlisted } = asObject(settings);
    const each = Object.entries(asObject(choices));
    // What users type is not known here. It leaves the other settings as they are.
    const open = each.length === 0 || asObject(unlisted)['enabled'] === true;
    found = distinct([
      ...(open ? found : []),
      ...found.flatMap((start) =>
        each.map(([choice, own]) => ({
          ...start,
          choices: { ...start.choices, [option]: choice },
          settings: override(start.settings, asObject(own)['kubespawner_override']),
        })),
      ),
    ]);
  }
  return found;
}

/** As KubeSpawner does it: maps are joined, all else is replaced. */
function overridden(settings: JsonObject, own: JsonObject): JsonObject {
  return joinMaps(settings, own, (below, above) =>
    isObject(above) && isObject(below) ? joinDeep(below, above) : above,
  );
}

function joinDeep(below: JsonObject, above: JsonObject): JsonObject {
  return joinMaps(below, above, (under, over) =>
    isObject(under) && isObject(over) ? joinDeep(under, over) : over,
  );
}

function only(traits: readonly string[], of: JsonObject): JsonObject {
  const kept: Record<string, Json> = {};
  for (const trait of traits) {
    const value = of[trait];
    if (value === undefined) continue;
    kept[trait] = value;
    copyOrigin(kept, of, trait);
  }
  return kept;
}

function distinct(all: readonly Start[]): Start[] {
  const bySettings = new Map<string, Start>();
  for (const start of all) {
    const key = sortedJson(start.settings);
    if (!bySettings.has(key)) bySettings.set(key, start);
  }
  return [...bySettings.values()];
}

/** Of the server, what runs before it and beside it. */
export function imagesOf({ settings }: Start): string[] {
  const beside = ['init_containers', 'extra_containers'].flatMap((trait) =>
    containersOf(settings[trait]).map((container) => container['image']),
  );
  return [settings['image'], ...beside].filter(
    (image): image is string => typeof image === 'string' && image !== '',
  );
}

/** A list, or a map whose keys only give the order. */
export function containersOf(containers: Json | undefined): JsonObject[] {
  const all: Json[] = Array.isArray(containers)
    ? (containers as Json[])
    : isObject(containers)
      ? (Object.values(containers) as Json[])
      : [];
  return all.filter(isObject);
}
