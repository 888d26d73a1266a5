/** The few file operations that publication is made of. In one object, so that a test can stop before any of them. */
import * as fs from 'node:fs';
import path from 'node:path';
import { byCodeUnit } from './order';

/** A symbolic link is `other`, wherever it points: nothing follows it. */
export type Kind = 'file' | 'directory' | 'other';

export interface Entry {
  readonly name: string;
  readonly kind: Kind;
}

export interface FileSystem {
  /** What is there, without following links; nothing, if a file stands where a folder above should be. */
  kindOf(path: string): Kind | undefined;
  /** The entries of a directory by name. */
  list(directory: string): Entry[];
  read(file: string): Buffer;
  /** The first bytes of a file, or all if it is shorter. */
  readStart(file: string, length: number): Buffer;
  /** Writes a file that must not be there yet. */
  create(file: string, text: string): void;
  rename(from: string, to: string): void;
  link(from: string, to: string): void;
  remove(file: string): void;
  /** With those above it; does nothing where it exists. */
  makeDirectory(directory: string): void;
  removeDirectory(directory: string): void;
  /** With all that is in it; links are removed, not followed. */
  removeTree(directory: string): void;
  /** Fails if entries of the directory cannot be made or removed. Gives the device it lies on. */
  checkWritable(directory: string): number;
}

export const nodeFileSystem: FileSystem = {
  kindOf: (target) => {
    try {
      const stat = fs.lstatSync(target, { throwIfNoEntry: false });
      return stat && kind(stat);
    } catch (error) {
      if (errorCode(error) === 'ENOTDIR') return undefined;
      throw error;
    }
  },
  list: (directory) =>
    fs
      .readdirSync(directory, { withFileTypes: true })
      .map((each) => ({ name: each.name, kind: kind(each) }))
      .sort((a, b) => byCodeUnit(a.name, b.name)),
  read: (file) => fs.readFileSync(file),
  readStart: (file, length) => {
    const descriptor = fs.openSync(file, 'r');
    try {
      const buffer = Buffer.allocUnsafe(length);
      return buffer.subarray(0, fs.readSync(descriptor, buffer, 0, length, 0));
    } finally {
      fs.closeSync(descriptor);
    }
  },
  create: (file, text) => fs.writeFileSync(file, text, { flag: 'wx' }),
  rename: (from, to) => fs.renameSync(from, to),
  link: (from, to) => fs.linkSync(from, to),
  remove: (file) => fs.unlinkSync(file),
  makeDirectory: (directory) => void fs.mkdirSync(directory, { recursive: true }),
  removeDirectory: (directory) => fs.rmdirSync(directory),
  removeTree,
  checkWritable: (directory) => {
    fs.accessSync(directory, fs.constants.W_OK | fs.constants.X_OK);
    return fs.statSync(directory).dev;
  },
};

/** By hand: Node's own takes two milliseconds to load, a tenth of what publishing a hub may take. */
function removeTree(target: string): void {
  const what = nodeFileSystem.kindOf(target);
  if (what === undefined) return;
  if (what !== 'directory') {
    fs.unlinkSync(target);
    return;
  }
  for (const { name } of nodeFileSystem.list(target)) removeTree(path.join(target, name));
  fs.rmdirSync(target);
}

function kind(entry: { isFile(): boolean; isDirectory(): boolean }): Kind {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'directory' : 'other';
}

/** The system's word for what went wrong (`ENOENT`), if that is what it is. */
export function errorCode(error: unknown): string | undefined {
  // By its fields: where modules are loaded in realms of their own, `instanceof Error` fails for the system's errors.
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

/** Joins a directory and a path with forward slashes. */
export function below(directory: string, relative: string): string {
  return relative === '' ? directory : path.join(directory, ...relative.split('/'));
}
