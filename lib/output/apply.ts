/** Brings a complete stage into place. Each step may have been done before: that is how recovery continues. */
import { below, errorCode, type FileSystem } from './file-system';
import { type Journal, type JournalFolder, stagedFolder, stagePath } from './journal';
import { makeParent, parentsOf } from './stage';

/**
 * Removes first: on a file system that ignores case the stale file may be the new one in another spelling. At the end
 * the stage is rubbish, which `discard` takes away.
 */
export function applyStage(fs: FileSystem, outDir: string, journal: Journal): void {
  for (const each of journal) removeStale(fs, below(outDir, each.folder), each.remove);
  for (const each of journal) removeEmpty(fs, outDir, each);
  const stage = stagePath(outDir, 'commit');
  journal.forEach((each, index) => {
    moveIntoPlace(fs, stagedFolder(stage, index), below(outDir, each.folder), each);
  });
  fs.rename(stage, stagePath(outDir, 'done'));
}

function removeStale(fs: FileSystem, directory: string, paths: readonly string[]): void {
  for (const path of paths) tolerating(['ENOENT', 'ENOTDIR'], () => fs.remove(below(directory, path)));
}

/** Folders that the removal left empty, from the inside out. Those that hold anything else stay. */
function removeEmpty(fs: FileSystem, outDir: string, { folder, remove }: JournalFolder): void {
  const parents = new Set(
    remove.flatMap((path) => [...parentsOf([folder, path].filter((part) => part !== '').join('/'))]),
  );
  const deepestFirst = [...parents].sort((a, b) => b.split('/').length - a.split('/').length);
  for (const parent of deepestFirst) {
    // EEXIST is what some systems say of a folder that is not empty.
    tolerating(['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'], () => fs.removeDirectory(below(outDir, parent)));
  }
}

function moveIntoPlace(fs: FileSystem, from: string, to: string, { fresh, write }: JournalFolder): void {
  if (write.length === 0) return;
  if (fresh) {
    fs.rename(from, to);
    return;
  }
  const made = new Set<string>();
  for (const path of write) {
    const target = below(to, path);
    makeParent(fs, target, made);
    fs.rename(below(from, path), target);
  }
}

/** Throws away what is left of a stage. */
export function discard(fs: FileSystem, outDir: string, state: 'new' | 'done'): void {
  fs.removeTree(stagePath(outDir, state));
}

function tolerating(codes: readonly string[], run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!codes.includes(errorCode(error) ?? '')) throw error;
  }
}
