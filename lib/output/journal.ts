/**
 * The stage of a publication, below `.hubsynth-stage/` in the output:
 *
 *   new/     being filled: worth nothing
 *   commit/  complete: this is what the output shall become
 *   done/    moved into place: rubbish
 *
 * Each becomes the next by one rename, so that there is no moment between. `journal.json` lists what is to be written
 * and removed; the new files lie below `files/<number of the folder>/`. Against power loss it does not protect (that
 * would take a flush per file); what is torn then is recognised and thrown away, and Git has the rest.
 */
import { isObject, type Json } from '../document/json';
import { below, type FileSystem } from './file-system';
import { isInside } from './path';

export const STAGE = '.hubsynth-stage';

export interface JournalFolder {
  readonly folder: string;
  /** Nothing of this name was there: the whole folder goes into place by one rename. */
  readonly fresh: boolean;
  readonly write: readonly string[];
  readonly remove: readonly string[];
}

export type Journal = readonly JournalFolder[];

export type StageState = 'new' | 'commit' | 'done';

export function stagePath(outDir: string, state: StageState): string {
  return below(outDir, `${STAGE}/${state}`);
}

export function stagedFolder(stage: string, index: number): string {
  return below(stage, `files/${index}`);
}

export function journalPath(stage: string): string {
  return below(stage, 'journal.json');
}

/** Nothing if there is none or it makes no sense: it may come from a checkout, and decides about files. */
export function readJournal(fs: FileSystem, stage: string): Journal | undefined {
  const file = journalPath(stage);
  if (fs.kindOf(file) !== 'file') return undefined;
  let data: Json;
  try {
    data = JSON.parse(fs.read(file).toString()) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (!Array.isArray(data)) return undefined;
  return data.every(isJournalFolder) ? (data as unknown as Journal) : undefined;
}

function isJournalFolder(data: Json): boolean {
  if (!isObject(data)) return false;
  const { folder, fresh, write, remove } = data;
  if (typeof folder !== 'string' || typeof fresh !== 'boolean') return false;
  return (
    (folder === '' || (isInside(folder) && !folder.includes('/'))) && arePaths(write) && arePaths(remove)
  );
}

function arePaths(data: Json | undefined): boolean {
  return Array.isArray(data) && data.every((path) => typeof path === 'string' && isInside(path));
}
