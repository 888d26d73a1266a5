/** Folders of files as data: written, and read back. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withHeader } from '../../../lib/output/header';
import type { PlannedFolder } from '../../../lib/output/rendered';

export type Tree = Readonly<Record<string, string>>;

/** A new folder below the system's temporary one. */
export function scratch(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'hubsynth-'));
}

export function writeTree(directory: string, tree: Tree): void {
  for (const [file, text] of Object.entries(tree)) {
    fs.mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
    fs.writeFileSync(path.join(directory, file), text);
  }
}

/** Text by path; links as where they point, empty folders with a slash at the end. */
export function readTree(directory: string, prefix = ''): Record<string, string> {
  const tree: Record<string, string> = {};
  if (!fs.existsSync(directory)) return tree;
  for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
    const file = path.join(directory, entry.name);
    const name = prefix + entry.name;
    if (entry.isSymbolicLink()) tree[name] = `-> ${fs.readlinkSync(file)}`;
    else if (!entry.isDirectory()) tree[name] = fs.readFileSync(file, 'utf8');
    else {
      const below = readTree(file, `${name}/`);
      if (Object.keys(below).length === 0) tree[`${name}/`] = '';
      Object.assign(tree, below);
    }
  }
  return tree;
}

/** A file of ours. */
export function ours(text: string): string {
  return withHeader('config/test.yaml', 'test', `${text}\n`);
}

export function planned(folder: string, tree: Tree): PlannedFolder {
  return { folder, files: new Map(Object.entries(tree)) };
}

/** The planned folders as they should lie in the output. */
export function asTree(folders: readonly PlannedFolder[]): Record<string, string> {
  return Object.fromEntries(
    folders.flatMap(({ folder, files }) =>
      [...files].map(([file, text]) => [folder === '' ? file : `${folder}/${file}`, text]),
    ),
  );
}
