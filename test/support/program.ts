/** Runs the built program as a user would, in a folder of its own. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');
const CLI = path.join(ROOT, 'build', 'cli.js');

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function hubsynth(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Result {
  if (!existsSync(CLI)) throw new Error('build/cli.js is not there: run npm run build');
  const done = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
  });
  return { status: done.status, stdout: done.stdout, stderr: done.stderr };
}

/** A new folder with these files, removed after the tests of the file. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'hubsynth-test-'));
  folders.push(made);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(made, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return made;
}

const folders: string[] = [];
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

/** Every file below a folder with its content. */
export function tree(root: string): Record<string, string> {
  return Object.fromEntries(
    files(root).map((file) => [
      path.relative(root, file).split(path.sep).join('/'),
      readFileSync(file, 'utf8'),
    ]),
  );
}

/** Every file with what changes when it is written again, even with the same bytes. */
export function stamps(root: string): Record<string, string> {
  return Object.fromEntries(
    files(root).map((file) => {
      const stat = lstatSync(file, { bigint: true });
      return [path.relative(root, file), `${stat.ino} ${stat.mtimeNs} ${stat.size}`];
    }),
  );
}

function files(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .flatMap((entry) => {
      const file = path.join(root, entry.name);
      return entry.isDirectory() ? files(file) : [file];
    })
    .sort();
}
