/** Programs of others, built once with Go from pinned sources, into the cache. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const CACHE =
  process.env['HUBSYNTH_CACHE'] ||
  path.join(process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'hubsynth');

/**
 * The program. `sources` is a folder with go.mod and go.sum, `command` a command of Go in it that takes `-o FILE`.
 * Throws where Go is missing or the modules cannot be had.
 */
export function goProgram(sources: string, name: string, ...command: readonly string[]): string {
  const sum = createHash('sha256').update(command.join(' '));
  for (const file of readdirSync(sources).sort()) sum.update(readFileSync(path.join(sources, file)));
  const place = path.join(CACHE, `${name}-${sum.digest('hex').slice(0, 12)}`);
  if (existsSync(place)) return place;
  mkdirSync(CACHE, { recursive: true });
  const fresh = mkdtempSync(path.join(CACHE, '.making-'));
  const made = path.join(fresh, name);
  const [verb = '', ...rest] = command;
  const { status, stderr, error } = spawnSync('go', [verb, '-o', made, ...rest], {
    cwd: sources,
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new Error(`${name} cannot be built, and these tests need it. ${error?.message ?? stderr}`);
  renameSync(made, place);
  rmSync(fresh, { recursive: true });
  return place;
}
