/** Where an object goes below its folder: `workload/hub/config-map.hub.yaml`. */
import { createHash } from 'node:crypto';
import { layerOf } from '../gitops/layers';
import { apiGroupOf } from './identity';
import type { Manifest, RenderedObject } from './rendered';

/** What every file system in use allows for one name. */
const LONGEST = 255;
const HASH_LENGTH = 16;

/**
 * The path of each object, in the order of the objects; no two are the same. Where two would be, all of them get
 * their API group after the kind (`ingress.networking.k8s.io.hub.yaml`), then their namespace after the name
 * (`role.hub_team-a.yaml`), and last a hash of both. An underscore cannot come from a name: it would be encoded.
 */
export function pathsOf(objects: readonly RenderedObject[]): string[] {
  const parts: Parts[] = objects.map(() => ({}));
  const paths = () =>
    objects.map(({ manifest, component }, index) => pathOf(manifest, component, parts[index]));
  let current = paths();
  for (const part of ['group', 'namespace', 'hash'] as const) {
    const clashes = clashesOf(current);
    if (clashes.length === 0) break;
    for (const clashing of clashes) {
      const groups = new Set(clashing.map((index) => apiGroupOf(objects[index]?.manifest.apiVersion ?? '')));
      // A group that all have in common would make the names longer and no different.
      if (part === 'group' && groups.size === 1) continue;
      for (const index of clashing) parts[index] = { ...parts[index], [part]: true };
    }
    current = paths();
  }
  return current;
}

/** What is added to the kind and the name. */
interface Parts {
  readonly group?: boolean;
  readonly namespace?: boolean;
  readonly hash?: boolean;
}

/** Positions of paths that are the same. Case does not count: on macOS and Windows it makes no difference. */
function clashesOf(paths: readonly string[]): number[][] {
  const positions = new Map<string, number[]>();
  paths.forEach((path, index) => {
    const known = positions.get(path.toLowerCase());
    if (known) known.push(index);
    else positions.set(path.toLowerCase(), [index]);
  });
  return [...positions.values()].filter(({ length }) => length > 1);
}

function pathOf({ apiVersion, kind, metadata }: Manifest, component: string, parts: Parts = {}): string {
  const { name, namespace = '' } = metadata;
  const group = apiGroupOf(apiVersion);
  let stem = encoded(kebab(kind));
  if (parts.group && group !== '') stem += `.${encoded(group)}`;
  stem += `.${encoded(name)}`;
  if (parts.namespace && namespace !== '') stem += `_${encoded(namespace)}`;
  if (parts.hash) stem += `_${hash([group, kind, namespace, name])}`;
  return `${layerOf(kind)}/${folderName(component)}/${shortened(stem, '.yaml')}`;
}

/** A fleet has thousands of objects of twenty kinds. */
const words = new Map<string, string>();

/** `PersistentVolumeClaim` becomes `persistent-volume-claim`, `HTTPRoute` `http-route`. */
export function kebab(kind: string): string {
  let word = words.get(kind);
  if (word === undefined) {
    word = written(kind);
    words.set(kind, word);
  }
  return word;
}

function written(kind: string): string {
  return kind
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

/** Percent-encodes all but `a-z`, `0-9`, `.` and `-`. Upper case too: names that differ in case only stay apart. */
export function encoded(text: string): string {
  return text.replace(/[^a-z0-9.-]/gu, (character) =>
    [...Buffer.from(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}

function folderName(component: string): string {
  const name = shortened(encoded(component), '');
  if (name === '') return 'unnamed';
  // Dots alone would name this folder or the one above.
  return /^\.+$/.test(name) ? name.replaceAll('.', '%2E') : name;
}

function shortened(stem: string, extension: string): string {
  if (stem.length + extension.length <= LONGEST) return stem + extension;
  const room = LONGEST - extension.length - HASH_LENGTH - 1;
  // Half an encoded character at the cut would read as another one.
  const start = stem.slice(0, room).replace(/%[0-9A-F]?$/, '');
  return `${start}_${hash([stem])}${extension}`;
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, HASH_LENGTH);
}

/** Whether a relative path stays below where it starts, on any system. */
export function isInside(path: string): boolean {
  return path
    .split('/')
    .every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\:\0]/.test(part));
}
