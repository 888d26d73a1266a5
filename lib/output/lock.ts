/** One publication at a time: a file with the process's number, taken over when that process is dead. */
import { readFileSync } from 'node:fs';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { inTheWay } from './compare';
import { shownPath } from './failure';
import { below, errorCode, type FileSystem } from './file-system';
import { STAGE } from './journal';

const ATTEMPTS = 10;

export interface Lock {
  /** Fails if somebody took the lock away. */
  check(): void;
  release(): void;
}

export function acquireLock(fs: FileSystem, outDir: string): Lock {
  const stage = below(outDir, STAGE);
  const kind = fs.kindOf(stage);
  if (kind !== undefined && kind !== 'directory') throw new DiagnosticError([inTheWay(outDir, STAGE)]);
  const file = below(stage, 'lock');
  const mine = identityOf(process.pid);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const last = attempt === ATTEMPTS - 1;
    if (take(fs, stage, file, mine, last)) return lockOf(fs, outDir, stage, file, mine);
    const owner = readOwner(fs, file);
    if (owner === undefined) continue;
    if (isAlive(owner)) throw locked(outDir, owner);
    takeAway(fs, outDir, file, owner);
  }
  throw locked(outDir, readOwner(fs, file) ?? '?');
}

/** Linking a complete file makes a lock that is never empty; false if there is one already. */
function take(fs: FileSystem, stage: string, file: string, mine: string, last: boolean): boolean {
  const draft = `${file}.${process.pid}`;
  try {
    fs.makeDirectory(stage);
    // A dead process of this number may have left one.
    if (fs.kindOf(draft) !== undefined) fs.remove(draft);
    fs.create(draft, mine);
    fs.link(draft, file);
  } catch (error) {
    const code = errorCode(error) ?? '';
    if (code === 'EEXIST' || (code === 'ENOENT' && !last)) {
      if (fs.kindOf(draft) !== undefined) fs.remove(draft);
      // ENOENT: the other one may have finished in between and taken the folder with it.
      return false;
    }
    // Some network and FAT file systems have no links.
    if (
      !['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code) ||
      fs.kindOf(draft) === undefined
    )
      throw error;
    return takeByName(fs, draft, file, mine);
  }
  fs.remove(draft);
  return true;
}

function takeByName(fs: FileSystem, draft: string, file: string, mine: string): boolean {
  fs.remove(draft);
  try {
    fs.create(file, mine);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Two may find the same dead owner: whoever moved a lock that is not the dead one's puts it back. */
function takeAway(fs: FileSystem, outDir: string, file: string, owner: string): void {
  const aside = `${file}.dead.${process.pid}`;
  try {
    fs.rename(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  const found = readOwner(fs, aside);
  if (found !== undefined && found !== owner && isAlive(found)) {
    fs.rename(aside, file);
    throw locked(outDir, found);
  }
  fs.remove(aside);
}

function lockOf(fs: FileSystem, outDir: string, stage: string, file: string, mine: string): Lock {
  return {
    check: () => {
      const owner = readOwner(fs, file);
      if (owner !== mine) throw locked(outDir, owner ?? '?');
    },
    release: () => {
      try {
        release(fs, stage, file, mine);
      } catch (error) {
        // Not worth hiding what went wrong before: the lock is stale once this process has ended.
        if (errorCode(error) === undefined) throw error;
      }
    },
  };
}

function release(fs: FileSystem, stage: string, file: string, mine: string): void {
  for (const { name } of fs.list(stage)) {
    const pid = /^lock\.(?:dead\.)?(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(pid)) fs.remove(below(stage, name));
  }
  if (readOwner(fs, file) === mine) fs.remove(file);
  // Fails, as it should, where an interrupted stage has to stay or another process is about to begin.
  fs.removeDirectory(stage);
}

function readOwner(fs: FileSystem, file: string): string | undefined {
  try {
    return fs.read(file).toString();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Number and, where the system tells, start time: in containers the number after a restart is often the same. */
function identityOf(pid: number): string {
  return `${pid} ${startOf(pid)}`.trim();
}

function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name may hold blanks and brackets; the start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(owner: string): boolean {
  const pid = Number.parseInt(owner, 10);
  const started = owner.split(' ')[1];
  // Publication does not interleave within a process, so a lock of our own number is left from another.
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return started === undefined || now === '' || now === started;
}

function locked(outDir: string, owner: string): DiagnosticError {
  const out = shownPath(outDir);
  return new DiagnosticError([
    {
      code: 'OUT_LOCKED',
      severity: 'error',
      message: `Process ${owner.split(' ')[0]} is writing ${out}.`,
      hint: `Wait for it. If there is no such process, remove ${out}/${STAGE}/lock.`,
    },
  ]);
}
