/** Everything that a user can start: each profile with each combination of choices, as far as images and nodes go. */
import { asObject, isObject, type Json, type JsonObject } from '../../document/json';
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
const TRAITS = [
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

/** `spawner`: traits of all servers. Choices that come to the same are told once. */
export function starts(spawner: JsonObject, profiles: readonly Json[]): Start[] {
  const base = relevant(spawner);
  if (profiles.length === 0) return [{ profile: '', index: -1, choices: {}, settings: base }];
  return profiles.flatMap((profile, index) => (isObject(profile) ? ofProfile(base, profile, index) : []));
}

function ofProfile(base: JsonObject, profile: JsonObject, index: number): Start[] {
  const slug = typeof profile['slug'] === 'string' ? profile['slug'] : '';
  let found: Start[] = [
    { profile: slug, index, choices: {}, settings: overridden(base, profile['kubespawner_override']) },
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
          settings: overridden(start.settings, asObject(own)['kubespawner_override']),
        })),
      ),
    ]);
  }
  return found;
}

/** As KubeSpawner does it: maps are joined, all else is replaced. */
function overridden(settings: JsonObject, override: Json | undefined): JsonObject {
  const own = relevant(asObject(override));
  const joined = Object.entries(own).map(([trait, value]): [string, Json] => {
    const below = settings[trait];
    return [trait, isObject(value) && isObject(below) ? joinDeep(below, value) : (value ?? null)];
  });
  return { ...settings, ...Object.fromEntries(joined) };
}

function joinDeep(below: JsonObject, above: JsonObject): JsonObject {
  const joined: Record<string, Json> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = joined[key];
    joined[key] = isObject(under) && isObject(value) ? joinDeep(under, value) : (value ?? null);
  }
  return joined;
}

function relevant(traits: JsonObject): JsonObject {
  return Object.fromEntries(
    TRAITS.filter((trait) => traits[trait] !== undefined).map((trait) => [trait, traits[trait] ?? null]),
  );
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
