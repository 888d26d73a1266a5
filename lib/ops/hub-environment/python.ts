/** Finds a Python that is new enough. */
import { spawnSync } from 'node:child_process';
import { DiagnosticError } from '../../diagnostics/diagnostic';

export interface Python {
  readonly program: string;
  /** Major and minor: 3.12. */
  readonly version: string;
}

const CANDIDATES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python'];
const OLDEST = 11;

/** The first of HUBSYNTH_PYTHON and the usual names that is Python 3.11 or newer. */
export function findPython(): Python {
  const named = process.env['HUBSYNTH_PYTHON'];
  for (const program of named ? [named] : CANDIDATES) {
    const { stdout, status } = spawnSync(
      program,
      ['-c', 'import sys, venv; print(*sys.version_info[:2], sep=".")'],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    const version = stdout?.trim() ?? '';
    const minor = /^3\.(\d+)$/.exec(version)?.[1];
    if (status === 0 && minor !== undefined && Number(minor) >= OLDEST) return { program, version };
  }
  throw new DiagnosticError([
    {
      code: 'PYTHON_ENVIRONMENT',
      severity: 'error',
      message: named
        ? `${named} is no Python 3.${OLDEST} or newer.`
        : `There is no Python 3.${OLDEST} or newer.`,
      hint: 'Install one (with its venv module), or name it in HUBSYNTH_PYTHON.',
    },
  ]);
}
