/** Writes everything that is new beside the output, then declares it complete by one rename. */
import path from 'node:path';
import type { FolderChanges } from './compare';
import { writeFailed } from './failure';
import { below, type FileSystem } from './file-system';
import { type Journal, journalPath, stagedFolder, stagePath } from './journal';
import type { PlannedFolder } from './rendered';

export function journalOf(changes: readonly FolderChanges[]): Journal {
  return changes
    .filter(({ written, removed }) => written.length + removed.length > 0)
    .map(({ folder, fresh, written, removed }) => ({ folder, fresh, write: written, remove: removed }));
}

/** Fills the stage. The journal first: after a kill the next command can name the folders. */
export function fillStage(
  fs: FileSystem,
  outDir: string,
  journal: Journal,
  planned: readonly PlannedFolder[],
): void {
  const stage = stagePath(outDir, 'new');
  fs.makeDirectory(stage);
  fs.create(journalPath(stage), JSON.stringify(journal));
  const byName = new Map(planned.map((each) => [each.folder, each.files]));
  journal.forEach(({ folder, write }, index) => {
    const files = byName.get(folder);
    const made = new Set<string>();
    for (const each of write) {
      const file = below(stagedFolder(stage, index), each);
      makeParent(fs, file, made);
      fs.create(file, files?.get(each) ?? '');
    }
  });
}

export function commitStage(fs: FileSystem, outDir: string): void {
  fs.rename(stagePath(outDir, 'new'), stagePath(outDir, 'commit'));
}

/** Folders are made once each; `made` remembers them. */
export function makeParent(fs: FileSystem, file: string, made: Set<string>): void {
  const parent = path.dirname(file);
  if (made.has(parent)) return;
  fs.makeDirectory(parent);
  made.add(parent);
}

/** What would stop the publication half-way is found before it begins: folders without permission, mounted folders. */
export function checkDirectories(fs: FileSystem, outDir: string, journal: Journal): void {
  const device = fs.checkWritable(below(outDir, '.'));
  const checked = new Set<string>();
  for (const { folder, fresh, write, remove } of journal) {
    if (fresh) continue;
    for (const each of [...write, ...remove]) {
      for (const parent of [...parentsOf([folder, each].filter((part) => part !== '').join('/'))]) {
        if (checked.has(parent)) break;
        checked.add(parent);
        const directory = below(outDir, parent);
        if (fs.kindOf(directory) !== 'directory') continue;
        if (fs.checkWritable(directory) !== device) {
          throw writeFailed(
            outDir,
            parent,
            'it lies on another file system than the output',
            'Nothing was changed.',
          );
        }
      }
    }
  }
}

/** The folders above a path, the nearest first. */
export function* parentsOf(file: string): Generator<string> {
  for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1))
    yield file.slice(0, end);
}
