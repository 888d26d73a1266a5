/**
 * What decides where users' homes are: the traits of a rendered hub, as its ConfigMap states them. Two hubs of one
 * identity give every user the same claim and the same folder in it.
 */
import { isObject, type Json, type JsonObject } from '../../document/json';

/** In the order in which changes are told. */
export const STORAGE_SETTINGS = [
  'namespace',
  'user_namespace_template',
  'slug_scheme',
  'pvc_name_template',
  'home.volume',
  'home.subPath',
  'storage_pvc_ensure',
  'remember_pvc_name',
] as const;

export type StorageSetting = (typeof STORAGE_SETTINGS)[number];

/** Texts, because they are compared and shown; empty where there is none. */
export type StorageIdentity = Readonly<Record<StorageSetting, string>>;

/** `traits`: by class and trait. What is not stated is KubeSpawner's own default (release 7.0.0). */
export function storageIdentity(namespace: string, traits: JsonObject): StorageIdentity {
  const spawner = isObject(traits['KubeSpawner']) ? traits['KubeSpawner'] : {};
  const stated = (trait: string, otherwise: string) => textOf(spawner[trait]) ?? otherwise;
  const perUser = spawner['enable_user_namespaces'] === true;
  const home = homeOf(itemsOf(spawner['volumes']), itemsOf(spawner['volume_mounts']));
  return {
    namespace: stated('namespace', namespace),
    user_namespace_template: perUser ? stated('user_namespace_template', '{hubnamespace}-{username}') : '',
    slug_scheme: stated('slug_scheme', 'safe'),
    pvc_name_template: stated('pvc_name_template', 'claim-{user_server}'),
    'home.volume': home === undefined ? '' : sourceOf(home.volume),
    'home.subPath': textOf(home?.mount['subPath']) ?? '',
    storage_pvc_ensure: stated('storage_pvc_ensure', 'false'),
    remember_pvc_name: stated('remember_pvc_name', 'true'),
  };
}

interface Home {
  readonly volume: JsonObject;
  readonly mount: JsonObject;
}

/** The first mount of the users' own claims; else that of the volume `home`; else what lies at the usual place. */
function homeOf(volumes: readonly JsonObject[], mounts: readonly JsonObject[]): Home | undefined {
  const all = mounts.flatMap((mount): Home[] => {
    const volume = volumes.find(({ name }) => name === mount['name']);
    return volume === undefined ? [] : [{ volume, mount }];
  });
  return (
    all.find(({ volume }) => sourceOf(volume).includes('{pvc_name}')) ??
    all.find(({ volume }) => volume['name'] === 'home') ??
    all.find(({ mount }) => mount['mountPath'] === '/home/jovyan')
  );
}

/** The name of the claim; of other volumes their kind and what they say: `nfs path=/homes server=10.0.0.1`. */
function sourceOf({ name: _name, ...source }: JsonObject): string {
  const claim = source['persistentVolumeClaim'];
  if (isObject(claim) && typeof claim['claimName'] === 'string') return claim['claimName'];
  return Object.keys(source)
    .sort()
    .map((kind) => [kind, ...settingsOf(source[kind] ?? null)].join(' '))
    .join(', ');
}

function settingsOf(source: Json): string[] {
  if (!isObject(source)) return [];
  return Object.keys(source)
    .sort()
    .map((key) => `${key}=${textOf(source[key])}`);
}

/** KubeSpawner takes lists, and maps whose keys only give the order. */
function itemsOf(list: Json | undefined): JsonObject[] {
  const items: Json[] = Array.isArray(list) ? [...list] : isObject(list) ? Object.values(list) : [];
  return items.filter(isObject);
}

function textOf(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
