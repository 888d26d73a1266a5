/**
 * Puts a user's own values above what features ask for (design section 2). Of scalars and maps the user's win.
 * Lists that features add to are joined by name, and an item of the user with that name wins: Helm's way of
 * replacing the list would silently drop, say, the container that keeps a token alive.
 */
import { joinLists } from '../document/join-lists';
import { joinMaps } from '../document/join-maps';
import { isObject, type Json, type JsonObject } from '../document/json';
import { profileList } from './profiles/profile-list';

/** Lists that features add to: containers, volumes, mounts, variables, profiles. */
const JOINED = new Set([
  'hub.initContainers',
  'hub.extraContainers',
  'hub.extraVolumes',
  'hub.extraVolumeMounts',
  'hub.extraEnv',
  'singleuser.initContainers',
  'singleuser.extraContainers',
  'singleuser.storage.extraVolumes',
  'singleuser.storage.extraVolumeMounts',
  'singleuser.extraEnv',
  'singleuser.profileList',
  'proxy.chp.extraEnv',
  'proxy.traefik.extraEnv',
]);

/** Lists whose items have no names: the user's come after the feature's. */
const CONCATENATED = new Set([
  'hub.networkPolicy.ingress',
  'hub.networkPolicy.egress',
  'proxy.chp.networkPolicy.ingress',
  'proxy.chp.networkPolicy.egress',
  'proxy.traefik.networkPolicy.egress',
  'singleuser.networkPolicy.egress',
  'imagePullSecrets',
]);

export function joinValues(features: JsonObject, user: JsonObject, path = ''): JsonObject {
  return joinMaps(features, user, (below, above, key) =>
    joinValue(below, above, path === '' ? key : `${path}.${key}`),
  );
}

function joinValue(below: Json, above: Json, path: string): Json {
  const theirs = JOINED.has(path) ? asListLike(above, below) : above;
  if (isObject(below) && isObject(theirs)) return joinValues(below, theirs, path);
  if (JOINED.has(path) && Array.isArray(below) && Array.isArray(theirs)) {
    return joinLists(below, named(theirs as readonly Json[], path), (_feature, own) => own) ?? above;
  }
  if (CONCATENATED.has(path) && Array.isArray(below) && Array.isArray(above)) return [...below, ...above];
  return above;
}

/** Profiles are known by their slugs, also by those that KubeSpawner would make. */
function named(list: readonly Json[], path: string): readonly Json[] {
  return path === 'singleuser.profileList' ? profileList(list).profiles : list;
}

/** Variables come as a map or as a list; a list becomes the map it stands for where the feature has a map. */
function asListLike(above: Json, below: Json): Json {
  if (!isObject(below) || !Array.isArray(above)) return above;
  return Object.fromEntries(above.filter(isObject).map((each) => [String(each['name']), each]));
}
