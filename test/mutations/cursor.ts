/**
 * Walks values along what may stand there: the chart's schema, the traits of the hub's packages, the fields of
 * Kubernetes, the keys of profiles. A mutation has to know where a key is a known one and where anybody may write what
 * they like. Reads the data files only, none of the checks.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fields, type Roots, rootOf } from './kubernetes-places';

const root = process.env['HUBSYNTH_ROOT'] ?? join(__dirname, '../..');
// biome-ignore lint/suspicious/noExplicitAny: generated data, looked into at many depths
type Data = any;
const read = (file: string): Data => JSON.parse(readFileSync(join(root, file), 'utf8'));

const chart = read('schema/values.schema.json');
const { classes, service } = read('imports/jupyterhub/traits.json');

export type Cursor =
  | { readonly at: 'chart'; readonly schema: Data; readonly path: readonly string[] }
  | { readonly at: 'classes' }
  | { readonly at: 'class'; readonly name: string }
  | { readonly at: 'keys'; readonly keys: Readonly<Record<string, Cursor>> }
  | { readonly at: 'each'; readonly of: Cursor }
  | { readonly at: 'type'; readonly type: Data }
  /** `outermost`: where KubeSpawner takes snake_case as well. */
  | { readonly at: 'kubernetes'; readonly type: string; readonly outermost: boolean }
  | { readonly at: 'free' };

const FREE: Cursor = { at: 'free' };
const typed = (type: Data): Cursor => ({ at: 'type', type });
const texts = typed({ list: ['string', 0] });

export const START: Cursor = { at: 'chart', schema: chart, path: [] };

/** A class and its bases, nearest first. */
export function lineage(name: string): string[] {
  return [name, ...(classes[name]?.bases ?? [])];
}

export function traitsOf(name: string): Record<string, Data> {
  return Object.assign(
    {},
    ...lineage(name)
      .reverse()
      .map((each) => classes[each]?.traits ?? {}),
  );
}

const USER_POD: Roots = { podParts: true };

function trait(name: string, type: Data): Cursor {
  const kubernetes = rootOf(name, USER_POD);
  if (kubernetes !== undefined) return { at: 'kubernetes', type: kubernetes, outermost: true };
  return typed(type);
}

function override(): Cursor {
  const traits = Object.entries(traitsOf('KubeSpawner'));
  return { at: 'keys', keys: Object.fromEntries(traits.map(([name, type]) => [name, trait(name, type)])) };
}

function profile(): Cursor {
  const shared = { display_name: typed('string'), kubespawner_override: override() };
  const choice: Cursor = { at: 'keys', keys: { ...shared, default: typed('boolean') } };
  const unlisted = { ...shared, enabled: typed('boolean'), validation_regex: typed('string') };
  const option: Cursor = {
    at: 'keys',
    keys: {
      display_name: typed('string'),
      choices: { at: 'each', of: choice },
      unlisted_choice: { at: 'keys', keys: unlisted },
    },
  };
  const texts = { description: typed('string'), slug: typed('string'), default: typed('boolean') };
  return { at: 'keys', keys: { ...shared, ...texts, profile_options: { at: 'each', of: option } } };
}

function servicesAndRoles(path: string): Cursor | undefined {
  if (path === 'hub.services') {
    const keys = Object.entries(service).map(([name, type]) => [name, typed(type)]);
    return { at: 'each', of: { at: 'keys', keys: Object.fromEntries([...keys, ['apiToken', FREE]]) } };
  }
  if (path !== 'hub.loadRoles') return undefined;
  const role = { name: typed('string'), description: typed('string'), scopes: texts, users: texts };
  return { at: 'each', of: { at: 'keys', keys: { ...role, services: texts, groups: texts } } };
}

/** What stands below a key, or an item of a list. */
export function below(cursor: Cursor, key: string | number): Cursor {
  switch (cursor.at) {
    case 'chart':
      return belowChart(cursor, key);
    case 'classes':
      return classes[key] ? { at: 'class', name: String(key) } : FREE;
    case 'class':
      if (key === 'profile_list') return { at: 'each', of: profile() };
      return Object.hasOwn(traitsOf(cursor.name), key)
        ? trait(String(key), traitsOf(cursor.name)[String(key)])
        : FREE;
    case 'keys':
      return cursor.keys[String(key)] ?? FREE;
    case 'each':
      return cursor.of;
    case 'type':
      return belowType(cursor.type, String(key));
    case 'kubernetes':
      return belowKubernetes(cursor.type, String(key), cursor.outermost);
    default:
      return FREE;
  }
}

function belowChart({ schema, path }: Extract<Cursor, { at: 'chart' }>, key: string | number): Cursor {
  const next = [...path, String(key)];
  const place = next.join('.');
  if (place === 'hub.config') return { at: 'classes' };
  if (place === 'singleuser.profileList') return { at: 'each', of: profile() };
  const known = servicesAndRoles(place);
  if (known !== undefined) return known;
  const kubernetes = rootOf(place, { podParts: false });
  if (kubernetes !== undefined)
    return { at: 'kubernetes', type: kubernetes, outermost: place.startsWith('singleuser.') };
  const others = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  const child = schema.properties?.[key] ?? (typeof key === 'number' ? schema.items : others);
  return child === undefined ? FREE : { at: 'chart', schema: child, path: next };
}

function belowKubernetes(type: string, key: string, outermost: boolean): Cursor {
  if (type.startsWith('[') || type.startsWith('{'))
    return { at: 'kubernetes', type: type.slice(1), outermost };
  const field = fields(type)?.get(key);
  return field === undefined ? FREE : { at: 'kubernetes', type: field, outermost: false };
}

function belowType(type: Data, key: string): Cursor {
  if (type.shape) return typed(type.shape[key] ?? type.shape[`${key}!`] ?? 'any');
  return type.map ? typed(type.map[1]) : FREE;
}

/** The keys that are known here; undefined where any key may stand, or none. */
export function knownKeys(cursor: Cursor): readonly string[] | undefined {
  switch (cursor.at) {
    case 'chart':
      return cursor.schema.additionalProperties === false ? Object.keys(cursor.schema.properties) : undefined;
    case 'classes':
      return Object.keys(classes);
    case 'class':
      return Object.keys(traitsOf(cursor.name));
    case 'keys':
      return Object.keys(cursor.keys);
    case 'kubernetes': {
      const known = fields(cursor.type);
      return known === undefined ? undefined : [...known.keys()];
    }
    case 'type':
      return cursor.type.shape && Object.keys(cursor.type.shape).map((each) => each.replace('!', ''));
    default:
      return undefined;
  }
}

/** A value that cannot stand here; undefined where that cannot be told. */
export function wrongValue(cursor: Cursor): unknown {
  if (cursor.at === 'chart') return wrongInstead([cursor.schema.type ?? []].flat());
  if (cursor.at === 'kubernetes') return wrongInKubernetes(cursor.type);
  if (cursor.at === 'type') return wrongForTrait(cursor.type);
  return cursor.at === 'keys' || cursor.at === 'class' ? 'text' : undefined;
}

/** Of JSON Schema's types. */
function wrongInstead(types: readonly string[]): unknown {
  if (types.length === 0) return undefined;
  if (!types.includes('string')) return 'text';
  return types.includes('array') ? (types.includes('object') ? undefined : { wrong: 'text' }) : ['text'];
}

function wrongInKubernetes(type: string): unknown {
  // A variable may be a text.
  if (type === 'EnvVar') return 5;
  if (type === 'o' || type === 'x' || type === 'q') return type === 'o' ? 'text' : ['text'];
  return type === 's' || type.startsWith('=') ? 5 : 'text';
}

function wrongForTrait(type: Data): unknown {
  if (type === 'string') return 5;
  if (type === 'any' || type === 'nothing' || type === 'null') return undefined;
  if (type === 'size') return '2Gi';
  if (typeof type === 'string') return 'text';
  if (type.either)
    return type.either.some((each: Data) => each === 'string') ? 5 : wrongForTrait(type.either[0]);
  return 'text';
}
