/**
 * Brings planned files into the output folder. Whatever moment the process is killed at, each folder is old, or new, or
 * has a complete stage beside it from which the next command finishes: see journal.ts, stage.ts, apply.ts, recover.ts.
 */
import { DiagnosticError } from '../diagnostics/diagnostic';
import { applyStage, discard } from './apply';
import { type Comparison, compare, type FolderChanges } from './compare';
import { shownPath, withoutStacks } from './failure';
import { below, errorCode, type FileSystem, nodeFileSystem } from './file-system';
import { acquireLock, type Lock } from './lock';
import { isInside } from './path';
import { pendingPublication, recoverLocked } from './recover';
import type { PlannedFolder } from './rendered';
import { scan } from './scan';
import { checkDirectories, commitStage, fillStage, journalOf } from './stage';

export interface PublishOptions {
  /** Only say what would change. */
  readonly check: boolean;
  /** Remove what is left of hubs that are no longer planned. */
  readonly wholeFleet: boolean;
}

export interface PublishReport {
  readonly folders: readonly FolderChanges[];
  /** Files of others among ours, left as they are. */
  readonly foreign: readonly string[];
  /** Sentences about an interrupted publication that was finished or forgotten first. */
  readonly recovered: readonly string[];
  /** With `check`: sentences about one that still has to be finished. */
  readonly pending: readonly string[];
  /** With `check`: whether publishing would change anything. */
  readonly stale: boolean;
}

/** Publishes, or with `check` only compares. Throws a `DiagnosticError` when that cannot be done. */
export function publish(
  outDir: string,
  planned: readonly PlannedFolder[],
  options: PublishOptions,
  fs: FileSystem = nodeFileSystem,
): PublishReport {
  requireFiles(outDir, planned);
  if (options.check)
    return withoutStacks(
      outDir,
      () => 'Nothing was changed.',
      () => checkOnly(fs, outDir, planned, options),
    );
  let committed = false;
  const after = () =>
    committed
      ? 'The new files are complete: the next command puts them in place.'
      : 'The output is as it was.';
  return withoutStacks(outDir, after, () =>
    withLock(fs, outDir, (lock, reportLockFailure) => {
      const recovered = lock ? recoverLocked(fs, outDir) : [];
      const comparison = compared(fs, outDir, planned, options);
      const journal = journalOf(comparison.folders);
      if (journal.length > 0) {
        reportLockFailure();
        checkDirectories(fs, outDir, journal);
        fill(
          () => fillStage(fs, outDir, journal, planned),
          () => discard(fs, outDir, 'new'),
        );
        lock?.check();
        commitStage(fs, outDir);
        committed = true;
        applyStage(fs, outDir, journal);
        discard(fs, outDir, 'done');
      }
      return { ...comparison, recovered, pending: [], stale: false };
    }),
  );
}

function checkOnly(
  fs: FileSystem,
  outDir: string,
  planned: readonly PlannedFolder[],
  options: PublishOptions,
): PublishReport {
  const comparison = compared(fs, outDir, planned, options);
  const pending = pendingPublication(fs, outDir);
  return {
    ...comparison,
    recovered: [],
    pending,
    stale: pending.length > 0 || journalOf(comparison.folders).length > 0,
  };
}

function compared(
  fs: FileSystem,
  outDir: string,
  planned: readonly PlannedFolder[],
  { wholeFleet }: PublishOptions,
): Pick<Comparison, 'folders' | 'foreign'> {
  const { diagnostics, folders, foreign } = compare(
    fs,
    outDir,
    planned,
    scan(fs, outDir, planned, wholeFleet),
  );
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
  return { folders, foreign };
}

/** Where not even a lock can be made, an output that is up to date is still one. */
function withLock<T>(
  fs: FileSystem,
  outDir: string,
  run: (lock: Lock | undefined, reportFailure: () => void) => T,
): T {
  let lock: Lock | undefined;
  let failure: unknown;
  try {
    lock = acquireLock(fs, outDir);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) throw error;
    failure = error;
  }
  try {
    return run(lock, () => {
      if (failure !== undefined) throw failure;
    });
  } finally {
    lock?.release();
  }
}

/** A stage that could not be filled is of no use to anybody; a full disk gets its space back. */
function fill(run: () => void, undo: () => void): void {
  try {
    run();
  } catch (error) {
    try {
      undo();
    } catch {
      // The first error is the one to tell; the next command throws the rest away.
    }
    throw error;
  }
}

function requireFiles(outDir: string, planned: readonly PlannedFolder[]): void {
  if (!planned.some(({ files }) => files.size > 0)) {
    const message = `There is nothing to write to ${shownPath(outDir)}.`;
    const hint = 'To remove it, delete the folder.';
    throw new DiagnosticError([{ code: 'OUT_EMPTY', severity: 'error', message, hint }]);
  }
  for (const { folder, files } of planned) {
    for (const path of [...(folder === '' ? [] : [folder]), ...files.keys()]) {
      if (!isInside(path)) throw new Error(`${below(folder, path)} does not stay in the output`);
    }
  }
}
