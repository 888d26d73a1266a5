/** What is in the output already, as far as it can be ours. */
import { LAYERS } from '../gitops/layers';
import { below, type Entry, errorCode, type FileSystem, type Kind } from './file-system';
import { mayLackHeader } from './ownership';
import type { PlannedFolder } from './rendered';

/** The folder of what Flux and Argo CD read; it has no layers. */
export const GITOPS_FOLDER = 'gitops';

/** Kinds by path below the folder, by folder. */
export type Existing = ReadonlyMap<string, ReadonlyMap<string, Kind>>;

/**
 * Looks into the planned folders and, for a whole fleet, into those of hubs that are gone. Only into layers, because
 * nothing of ours is elsewhere: `--out .` must not reach the outputs of other projects below, which carry our header too.
 */
export function scan(
  fs: FileSystem,
  outDir: string,
  planned: readonly PlannedFolder[],
  wholeFleet: boolean,
): Existing {
  const existing = new Map<string, ReadonlyMap<string, Kind>>();
  const byName = new Map(planned.map((each) => [each.folder, each]));
  const root = byName.get('');
  if (root) existing.set('', scanFolder(fs, outDir, topsOf(root), entriesOf(fs, outDir)));
  if (root && byName.size === 1) return existing;
  const entries = entriesOf(fs, outDir);
  const names = plannedNames(fs, outDir, entries, byName);
  for (const { name: onDisk, kind } of entries) {
    const name = names.get(onDisk) ?? onDisk;
    const plan = byName.get(name);
    if (!plan && (!wholeFleet || kind !== 'directory' || name.startsWith('.'))) continue;
    const folder = below(outDir, onDisk);
    if (kind !== 'directory') existing.set(name, new Map([['', kind]]));
    else
      existing.set(
        name,
        scanFolder(fs, folder, name === GITOPS_FOLDER ? undefined : topsOf(plan), fs.list(folder)),
      );
  }
  return existing;
}

/**
 * Where case does not count, a folder may stand there in another spelling than it is planned in. It is the planned one
 * then, not that of a hub that is gone.
 */
function plannedNames(
  fs: FileSystem,
  outDir: string,
  entries: readonly Entry[],
  planned: ReadonlyMap<string, PlannedFolder>,
): Map<string, string> {
  const exact = new Set(entries.map(({ name }) => name));
  const names = new Map<string, string>();
  for (const { name } of entries) {
    const other = name.toLowerCase();
    if (other === name || exact.has(other) || !planned.has(other)) continue;
    if (fs.kindOf(below(outDir, other)) !== undefined) names.set(name, other);
  }
  return names;
}

/** The first parts of paths that can be ours. */
function topsOf(plan: PlannedFolder | undefined): Set<string> {
  const tops = new Set<string>(LAYERS);
  for (const path of plan?.files.keys() ?? []) tops.add(path.split('/', 1)[0] ?? path);
  return tops;
}

function scanFolder(
  fs: FileSystem,
  directory: string,
  tops: ReadonlySet<string> | undefined,
  entries: readonly Entry[],
): Map<string, Kind> {
  const found = new Map<string, Kind>();
  for (const { name, kind } of entries) {
    if (tops && !tops.has(name) && !mayLackHeader(name)) continue;
    found.set(name, kind);
    if (kind === 'directory') walk(fs, below(directory, name), `${name}/`, found);
  }
  return found;
}

function walk(fs: FileSystem, directory: string, prefix: string, found: Map<string, Kind>): void {
  for (const { name, kind } of fs.list(directory)) {
    const path = `${prefix}${name}`;
    found.set(path, kind);
    if (kind === 'directory') walk(fs, `${directory}/${name}`, `${path}/`, found);
  }
}

/** An output that is not there yet is an empty one. */
function entriesOf(fs: FileSystem, directory: string): Entry[] {
  try {
    return fs.list(directory);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
