/** A Python environment with what the hub's image holds: made once, from pinned and hashed requirements. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { findPython } from './python';

export interface HubEnvironmentProps {
  /** The file with pinned requirements. */
  readonly requirements: string;
  /** Told when the environment has to be made. */
  readonly onMake: (folder: string) => void;
}

/** The Python program of the environment. Throws a DiagnosticError where it cannot be made. */
export function hubEnvironment({ requirements, onMake }: HubEnvironmentProps): string {
  const python = findPython();
  const hash = createHash('sha256').update(readFileSync(requirements)).update(python.version);
  const folder = path.join(cacheFolder(), `hub-${hash.digest('hex').slice(0, 16)}`);
  const program = path.join(folder, 'bin', 'python');
  if (existsSync(program)) return program;
  onMake(folder);
  mkdirSync(path.dirname(folder), { recursive: true });
  // Beside its place, so that one that was given up is never taken for a whole one.
  const fresh = mkdtempSync(`${folder}.`);
  try {
    run(python.program, ['-m', 'venv', fresh]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps'];
    run(path.join(fresh, 'bin', 'python'), [...pip, '--require-hashes', '-r', requirements]);
    move(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return program;
}

/** Somebody else may have made it meanwhile: theirs is as good. */
function move(fresh: string, folder: string): void {
  try {
    renameSync(fresh, folder);
  } catch (error) {
    if (!existsSync(path.join(folder, 'bin', 'python'))) throw error;
  }
}

export function cacheFolder(): string {
  const { HUBSYNTH_CACHE, XDG_CACHE_HOME } = process.env;
  return HUBSYNTH_CACHE || path.join(XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'hubsynth');
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status === 0) return;
  const said = (error?.message ?? stderr).trim().split('\n').pop() ?? '';
  throw new DiagnosticError([
    {
      code: 'PYTHON_ENVIRONMENT',
      severity: 'error',
      message: `The Python environment for this check cannot be made: ${said}`,
      hint: 'It is made once, from a Python package index (pip asks the one it is configured for).',
    },
  ]);
}
