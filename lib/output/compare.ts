/** What would have to change, file by file, and what stands in the way. Reads each file that is there once. */
import type { Diagnostic } from '../diagnostics/diagnostic';
import { shownPath } from './failure';
import { below, type FileSystem, type Kind } from './file-system';
import { byCodeUnit } from './order';
import { DECISIVE_BYTES, isOurs } from './ownership';
import type { PlannedFolder } from './rendered';
import type { Existing } from './scan';

/** Paths below the folder, sorted. */
export interface FolderChanges {
  readonly folder: string;
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  /** Nothing of this name is there yet. */
  readonly fresh: boolean;
}

export interface Comparison {
  readonly folders: readonly FolderChanges[];
  /** Files of others among ours, left as they are; below the output. */
  readonly foreign: readonly string[];
  /** Files of others where ours have to go. */
  readonly diagnostics: readonly Diagnostic[];
}

const NONE: ReadonlyMap<string, Kind> = new Map();

/** Compares planned folders with what the scan found; folders that are only there are those of hubs that are gone. */
export function compare(
  fs: FileSystem,
  outDir: string,
  planned: readonly PlannedFolder[],
  existing: Existing,
): Comparison {
  const byName = new Map(planned.map((each) => [each.folder, each.files]));
  const names = [...new Set([...byName.keys(), ...existing.keys()])].sort(byCodeUnit);
  const foreign: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const folders = names.map((folder) => {
    const comparer = new FolderComparer(fs, outDir, folder, existing.get(folder) ?? NONE);
    const changes = comparer.compare(byName.get(folder) ?? new Map());
    // A folder that is not planned and holds nothing of ours is nobody's business.
    if (byName.has(folder) || changes.removed.length > 0) {
      foreign.push(...comparer.foreign.map((path) => joined(folder, path)));
    }
    diagnostics.push(...comparer.inTheWay.map((path) => inTheWay(outDir, joined(folder, path))));
    return changes;
  });
  return {
    folders: folders.filter((each) => byName.has(each.folder) || each.removed.length > 0),
    foreign: foreign.sort(byCodeUnit),
    diagnostics,
  };
}

class FolderComparer {
  readonly foreign: string[] = [];
  readonly inTheWay: string[] = [];
  readonly #fs: FileSystem;
  readonly #folder: string;
  readonly #directory: string;
  readonly #existing: ReadonlyMap<string, Kind>;
  readonly #checked = new Map<string, boolean>();

  constructor(fs: FileSystem, outDir: string, folder: string, existing: ReadonlyMap<string, Kind>) {
    this.#fs = fs;
    this.#folder = folder;
    this.#directory = below(outDir, folder);
    this.#existing = existing;
  }

  compare(files: ReadonlyMap<string, string>): FolderChanges {
    const kind = this.#ownKind();
    if (kind !== undefined && kind !== 'directory') {
      this.inTheWay.push('');
      return { folder: this.#folder, written: [], unchanged: [], removed: [], fresh: false };
    }
    const fresh = kind === undefined;
    const removed = this.#stale(files);
    const gone = new Set(removed);
    const written: string[] = [];
    const unchanged: string[] = [];
    for (const path of [...files.keys()].sort(byCodeUnit)) {
      if (fresh) written.push(path);
      else if (!this.#reachable(path, gone)) continue;
      else if (this.#equals(path, files.get(path) ?? '', gone)) unchanged.push(path);
      else written.push(path);
    }
    return { folder: this.#folder, written, unchanged, removed, fresh };
  }

  /** Of the root it does not matter whether it is a link: the user names it. */
  #ownKind(): Kind | undefined {
    if (this.#folder === '') return 'directory';
    return this.#existing.get('') ?? (this.#existing.size > 0 ? 'directory' : this.#kindOf(''));
  }

  /** Files with our mark that are no longer planned. */
  #stale(files: ReadonlyMap<string, string>): string[] {
    const stale: string[] = [];
    for (const [path, kind] of this.#existing) {
      if (kind === 'directory' || files.has(path)) continue;
      if (kind === 'file' && this.#isOurs(path)) stale.push(path);
      else this.foreign.push(path);
    }
    return stale.sort(byCodeUnit);
  }

  /** Whether each folder above the file is one, or will be. */
  #reachable(path: string, gone: ReadonlySet<string>): boolean {
    const end = path.lastIndexOf('/');
    if (end < 0) return true;
    const parent = path.slice(0, end);
    const known = this.#checked.get(parent);
    if (known !== undefined) return known;
    let reachable = this.#reachable(parent, gone);
    const kind = this.#existing.get(parent) ?? this.#kindOf(parent);
    if (reachable && kind !== undefined && kind !== 'directory' && !isGone(parent, gone)) {
      this.inTheWay.push(parent);
      reachable = false;
    }
    this.#checked.set(parent, reachable);
    return reachable;
  }

  #equals(path: string, text: string, gone: ReadonlySet<string>): boolean {
    // What the scan did not see may still be there: in another spelling, where case does not count.
    const kind = this.#existing.get(path) ?? this.#kindOf(path);
    if (kind === undefined) return false;
    if (kind !== 'file') {
      this.inTheWay.push(path);
      return false;
    }
    if (!this.#existing.has(path) && isGone(path, gone)) return false;
    const content = this.#fs.read(below(this.#directory, path));
    if (content.equals(Buffer.from(text))) return true;
    const start = content.toString('utf8', 0, DECISIVE_BYTES);
    if (!isOurs(path, start, () => content.toString())) this.inTheWay.push(path);
    return false;
  }

  #isOurs(path: string): boolean {
    const file = below(this.#directory, path);
    const start = this.#fs.readStart(file, DECISIVE_BYTES).toString();
    return isOurs(path, start, () => this.#fs.read(file).toString());
  }

  #kindOf(path: string): Kind | undefined {
    return this.#fs.kindOf(below(this.#directory, path));
  }
}

/** Whether the path will be free, be it in another spelling. */
function isGone(path: string, gone: ReadonlySet<string>): boolean {
  if (gone.has(path)) return true;
  for (const each of gone) if (each.toLowerCase() === path.toLowerCase()) return true;
  return false;
}

export function inTheWay(outDir: string, path: string): Diagnostic {
  return {
    code: 'OUT_FOREIGN_FILE',
    severity: 'error',
    message: `${shownPath(outDir, path)} is in the way: it is not a file that hubsynth wrote.`,
    hint: 'Move it elsewhere. Only files whose first line is a header of hubsynth are replaced; links are not followed.',
  };
}

function joined(folder: string, path: string): string {
  return [folder, path].filter((part) => part !== '').join('/');
}
