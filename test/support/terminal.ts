/** Runs the built program on a pseudo-terminal, which only Python has at hand. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { folder, ROOT } from './program';

const PROGRAM = path.join(__dirname, 'terminal.py');

/** Its status, and all that it wrote, with the terminal's own line ends. */
export function onTerminal(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): { status: number; output: string } {
  const statusFile = path.join(folder(), 'status');
  const { NO_COLOR: _, ...inherited } = process.env;
  const { stdout, stderr, error } = spawnSync(
    'python3',
    [PROGRAM, statusFile, process.execPath, path.join(ROOT, 'build', 'cli.js'), ...args],
    {
      cwd,
      encoding: 'utf8',
      env: { ...inherited, TERM: 'xterm', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 30_000,
    },
  );
  if (error) throw error;
  if (stderr !== '') throw new Error(stderr);
  return { status: Number(readFileSync(statusFile, 'utf8')), output: stdout };
}
