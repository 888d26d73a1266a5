/** Finishes or forgets what an interrupted publication left behind, and says so. */
import { DiagnosticError } from '../diagnostics/diagnostic';
import { applyStage, discard } from './apply';
import { inTheWay } from './compare';
import { shownPath, withoutStacks } from './failure';
import { below, type FileSystem, nodeFileSystem } from './file-system';
import { type Journal, type JournalFolder, readJournal, STAGE, stagedFolder, stagePath } from './journal';
import { acquireLock } from './lock';
import { DECISIVE_BYTES, isOurs } from './ownership';
import { parentsOf } from './stage';

/** More folders than this are counted, not listed. */
const LISTED = 20;

/** Restores each folder of the output. Gives a sentence for each that was affected; none when all is well. */
export function recover(outDir: string, fs: FileSystem = nodeFileSystem): string[] {
  const again = () => 'The next command tries again; until then the output may be a mix of old and new.';
  return withoutStacks(outDir, again, () => {
    if (fs.kindOf(below(outDir, STAGE)) === undefined) return [];
    const lock = acquireLock(fs, outDir);
    try {
      return recoverLocked(fs, outDir);
    } finally {
      lock.release();
    }
  });
}

/** What `recover` would finish: folders of a publication that was complete but is not in place. */
export function pendingPublication(fs: FileSystem, outDir: string): string[] {
  const stage = stagePath(outDir, 'commit');
  if (fs.kindOf(stage) !== 'directory') return [];
  const sentence = 'a publication was interrupted and has to be finished';
  return sentences(outDir, named(readJournal(fs, stage), sentence), sentence);
}

/** For who holds the lock already. */
export function recoverLocked(fs: FileSystem, outDir: string): string[] {
  const said = [...forgetUnfinished(fs, outDir), ...finishCommitted(fs, outDir)];
  if (fs.kindOf(stagePath(outDir, 'done')) !== undefined) discard(fs, outDir, 'done');
  return said;
}

function forgetUnfinished(fs: FileSystem, outDir: string): string[] {
  const stage = stagePath(outDir, 'new');
  if (fs.kindOf(stage) === undefined) return [];
  const journal = fs.kindOf(stage) === 'directory' ? readJournal(fs, stage) : undefined;
  discard(fs, outDir, 'new');
  const sentence = 'threw away an unfinished publication; nothing had been changed';
  return sentences(outDir, named(journal, sentence), sentence);
}

function finishCommitted(fs: FileSystem, outDir: string): string[] {
  const stage = stagePath(outDir, 'commit');
  const kind = fs.kindOf(stage);
  if (kind === undefined) return [];
  const journal = kind === 'directory' ? readJournal(fs, stage) : undefined;
  // A leftover of a publication that never got as far as this.
  if (fs.kindOf(stagePath(outDir, 'done')) !== undefined) discard(fs, outDir, 'done');
  if (journal === undefined) {
    fs.rename(stage, stagePath(outDir, 'done'));
    return [`${shownPath(outDir)}: threw away an interrupted publication that cannot be read`];
  }
  const left = journal.map((each, index) => remaining(fs, outDir, stagedFolder(stage, index), each));
  const foreign = left.flatMap(({ blocked }) => blocked);
  if (foreign.length > 0) throw new DiagnosticError(foreign.map((path) => inTheWay(outDir, path)));
  applyStage(fs, outDir, left);
  const said = left.map(({ folder, changes }): [string, string] => [
    folder,
    `finished the interrupted publication (${changes === 0 ? 'all was in place' : `${count(changes)} left`})`,
  ]);
  return sentences(outDir, said, 'finished the interrupted publication');
}

function named(journal: Journal | undefined, sentence: string): [string, string][] {
  return (journal ?? []).map(({ folder }) => [folder, sentence]);
}

function count(files: number): string {
  return files === 1 ? '1 file' : `${files} files`;
}

interface Remaining extends JournalFolder {
  readonly blocked: readonly string[];
  /** How many files are still to be written or removed. */
  readonly changes: number;
}

/** What is still to be done, looked at anew: since the interruption anybody may have changed anything. */
function remaining(fs: FileSystem, outDir: string, staged: string, journal: JournalFolder): Remaining {
  const { folder } = journal;
  const target = below(outDir, folder);
  const write = journal.write.filter((path) => ours(fs, staged, path));
  const stale = journal.remove.filter((path) => ours(fs, target, path));
  // Those that are gone stay in the list: the folders that they leave empty may not be.
  const gone = journal.remove.filter(
    (path) => fs.kindOf(below(target, path)) === undefined && !linked(fs, target, path),
  );
  const free = new Set(stale.map((path) => joined(folder, path)));
  const blocked = write.flatMap((path) => obstacleTo(fs, outDir, joined(folder, path), free) ?? []);
  // File by file: what was to come by one rename may have been begun in another way since.
  return {
    folder,
    fresh: false,
    write,
    remove: [...stale, ...gone],
    blocked,
    changes: write.length + stale.length,
  };
}

/** The first thing on the way to the path, or at it, that is not ours. */
function obstacleTo(
  fs: FileSystem,
  outDir: string,
  path: string,
  removed: ReadonlySet<string>,
): string | undefined {
  for (const parent of [...parentsOf(path)].reverse()) {
    const kind = fs.kindOf(below(outDir, parent));
    if (kind === undefined || removed.has(parent)) return undefined;
    if (kind !== 'directory') return parent;
  }
  const kind = fs.kindOf(below(outDir, path));
  return kind === undefined || ours(fs, outDir, path) ? undefined : path;
}

/** Whether there is a file of ours, not reached through a link. */
function ours(fs: FileSystem, directory: string, path: string): boolean {
  const file = below(directory, path);
  if (fs.kindOf(file) !== 'file' || linked(fs, directory, path)) return false;
  const start = fs.readStart(file, DECISIVE_BYTES).toString();
  return isOurs(path, start, () => fs.read(file).toString());
}

/** A sentence for each folder; one for the output as a whole where no folder is known. */
function sentences(
  outDir: string,
  folders: readonly (readonly [folder: string, sentence: string])[],
  otherwise: string,
): string[] {
  if (folders.length === 0) return [`${shownPath(outDir)}: ${otherwise}`];
  const listed = folders
    .slice(0, LISTED)
    .map(([folder, sentence]) => `${shownPath(outDir, folder)}: ${sentence}`);
  const more = folders.length - listed.length;
  if (more === 0) return listed;
  return [...listed, `${shownPath(outDir)}: the same for ${more} more ${more === 1 ? 'folder' : 'folders'}`];
}

/** Whether something else than folders leads to the path. */
function linked(fs: FileSystem, directory: string, path: string): boolean {
  return [...parentsOf(path)].some(
    (parent) => (fs.kindOf(below(directory, parent)) ?? 'directory') !== 'directory',
  );
}

function joined(folder: string, path: string): string {
  return [folder, path].filter((part) => part !== '').join('/');
}
