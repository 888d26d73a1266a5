/** Errors of the file system as a message, without a stack: what, where, and in which state it leaves the output. */
import path from 'node:path';
import { DiagnosticError } from '../diagnostics/diagnostic';
import { errorCode } from './file-system';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'it, or a folder above it, is a file',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
  EXDEV: 'it lies on another file system than the output',
  ELOOP: 'links lead in a circle',
};

/** A path below the output as the user knows it, with forward slashes. */
export function shownPath(outDir: string, relative = ''): string {
  const shown = outDir.split(path.sep).join('/').replace(/\/+$/, '') || '/';
  return relative === '' ? shown : `${shown}/${relative}`;
}

/** Runs what touches the output. `after` says what state an error leaves it in. */
export function withoutStacks<T>(outDir: string, after: () => string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    throw writeFailed(
      outDir,
      placeOf(outDir, error as NodeJS.ErrnoException),
      REASONS[code] ?? code,
      after(),
    );
  }
}

export function writeFailed(outDir: string, place: string, reason: string, hint: string): DiagnosticError {
  const message = `${shownPath(outDir, place)}: ${reason}.`;
  return new DiagnosticError([{ code: 'OUT_WRITE_FAILED', severity: 'error', message, hint }]);
}

/** Of a rename its target: the name that means something to the reader. */
function placeOf(outDir: string, error: NodeJS.ErrnoException & { dest?: string }): string {
  const place = error.dest ?? error.path;
  if (place === undefined) return '';
  return path.relative(outDir, place).split(path.sep).join('/');
}
