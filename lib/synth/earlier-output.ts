/** Compares a hub with its earlier objects in the output: what users keep there must not change by itself. */
import { removedSlugs } from '../checks/profiles/removed-slugs';
import { type StorageMigration, storageChanges } from '../checks/storage/changes';
import { storageIdentity } from '../checks/storage/identity';
import type { Diagnostic, Position, Severity } from '../diagnostics/diagnostic';
import { isObject, type Json, type JsonObject } from '../document/json';
import { type Path, positionAt, showPath, valueAt } from '../document/path';
import { readYaml } from '../document/read';
import { type Earlier, type EarlierFile, earlierConfigMaps, holdsEntry, objectIn } from '../output/earlier';
import { nodeFileSystem } from '../output/file-system';
import type { Manifest, RenderedFolder } from '../output/rendered';
import { storagePlaces } from './storage-places';

export interface EarlierOutputCheck {
  /** The output; `folder` of the hub lies below. */
  readonly out: string;
  readonly severity: Severity;
  readonly migrations: readonly StorageMigration[];
  /** Whether it is told when there is nothing to compare with. */
  readonly wantsBaseline: boolean;
  /** What the user wrote, and where in it the values stand. */
  readonly written: JsonObject;
  readonly prefix: Path;
  readonly otherwise: Position | undefined;
}

/** What is compared: entries of ConfigMaps. */
const ENTRIES = ['traits.yaml', 'profiles.yaml'];

export function compareWithEarlier(
  { folder, objects }: Pick<RenderedFolder, 'folder' | 'objects'>,
  check: EarlierOutputCheck,
): Diagnostic[] {
  const manifests = objects.map(({ manifest }) => manifest);
  const expected = manifests.filter((each) => ENTRIES.some((key) => entryOf(each, key) !== undefined));
  const earlier = earlierConfigMaps(
    nodeFileSystem,
    check.out,
    folder,
    expected.map(({ metadata }) => `config-map.${metadata.name}.yaml`),
  );
  const traits = pairOf('traits.yaml', manifests, earlier);
  const profiles = pairOf('profiles.yaml', manifests, earlier);
  const unread = [...earlier.unreadable, ...[traits, profiles].flatMap((each) => each?.unread ?? [])];
  const isMissing = traits === undefined || unread.length > 0;
  return [
    ...(isMissing && check.wantsBaseline ? [noBaseline(folder, unread, check)] : []),
    ...(traits?.before ? changedStorage(traits.before, traits.now, check) : []),
    ...(profiles?.before ? changedProfiles(profiles.before, profiles.now, check) : []),
  ];
}

interface Content {
  readonly namespace: string;
  readonly data: Json;
}

/** An entry of a ConfigMap then and now. Without `before` nothing changed, or it is `unread`. */
type Pair =
  | { readonly before: Content; readonly now: Content; readonly unread?: undefined }
  | { readonly before?: undefined; readonly unread?: string };

/** Undefined where no earlier file has the entry. */
function pairOf(key: string, manifests: readonly Manifest[], { files }: Earlier): Pair | undefined {
  const manifest = manifests.find((each) => each.kind === 'ConfigMap' && entryOf(each, key) !== undefined);
  const text = manifest && entryOf(manifest, key);
  const file = files.find((each) => each.text.includes(`\n  ${key}:`));
  if (!manifest || text === undefined || !file) return undefined;
  const namespace = manifest.metadata.namespace ?? '';
  if (file.text.includes(`\n  namespace: ${namespace}\n`) && holdsEntry(file, key, text)) return {};
  const before = contentOf(file, key);
  return before ? { before, now: { namespace, data: yaml(text) ?? null } } : { unread: file.name };
}

function contentOf(file: EarlierFile, key: string): Content | undefined {
  const manifest = objectIn(file) as Manifest | undefined;
  const text = manifest && isObject(manifest.metadata) ? entryOf(manifest, key) : undefined;
  const data = text === undefined ? undefined : yaml(text);
  return data === undefined ? undefined : { namespace: manifest?.metadata.namespace ?? '', data };
}

function entryOf({ data }: Manifest, key: string): string | undefined {
  const text = isObject(data) && Object.hasOwn(data, key) ? data[key] : undefined;
  return typeof text === 'string' ? text : undefined;
}

function yaml(text: string): Json | undefined {
  return readYaml({ file: '', bytes: Buffer.from(text) }, { strict: false }).data;
}

function changedStorage(before: Content, now: Content, check: EarlierOutputCheck): Diagnostic[] {
  const identity = ({ namespace, data }: Content) => storageIdentity(namespace, isObject(data) ? data : {});
  return storageChanges(identity(before), identity(now), check.migrations, check.severity).map((each) =>
    placed(each, storagePlaces(each.path ?? '', check.prefix), check),
  );
}

function changedProfiles(before: Content, now: Content, check: EarlierOutputCheck): Diagnostic[] {
  const list = ({ data }: Content): readonly Json[] => (Array.isArray(data) ? data : []);
  const places = [
    [...check.prefix, 'singleuser', 'profileList'],
    [...check.prefix, 'hub', 'config', 'KubeSpawner', 'profile_list'],
  ];
  return removedSlugs(list(before), list(now), check.severity).map((each) => ({
    ...placed(each, places, check),
    // The slug, by which an exception names it.
    path: each.path ?? '',
  }));
}

/** At the first of the places that was written. */
function placed(diagnostic: Diagnostic, places: readonly Path[], check: EarlierOutputCheck): Diagnostic {
  const path = places.find((each) => valueAt(check.written, each) !== undefined);
  const position = (path && positionAt(check.written, path)) ?? check.otherwise;
  return {
    ...diagnostic,
    ...(path ? { path: showPath(path) } : {}),
    ...(position ? { position } : {}),
  };
}

function noBaseline(folder: string, unread: readonly string[], check: EarlierOutputCheck): Diagnostic {
  const place = folder === '' ? check.out : `${check.out.replace(/\/+$/, '')}/${folder}`;
  const why = unread.length === 0 ? `${place} holds no earlier build` : `${unread.join(', ')} cannot be read`;
  return {
    code: 'STORAGE_NO_BASELINE',
    severity: 'warning',
    message: `${why}: whether homes of users stay where they are was not checked.`,
    hint: 'Right for a new hub. Otherwise build over the folder that is in Git.',
    ...(check.otherwise ? { position: check.otherwise } : {}),
  };
}
