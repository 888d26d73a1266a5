/** The ConfigMaps of a hub in the output, as an earlier build left them, for comparing what must not change by itself. */
import type { Json } from '../document/json';
import { isObject } from '../document/json';
import { readYaml } from '../document/read';
import { shownPath } from './failure';
import { below, errorCode, type FileSystem } from './file-system';
import { hasHeader } from './header';
import { writeYaml } from './yaml';

/** Where the hub's own ConfigMaps go below its folder. */
const PLACE = 'workload/hub';

export interface EarlierFile {
  /** As the user knows it. */
  readonly name: string;
  readonly text: string;
}

export interface Earlier {
  readonly files: readonly EarlierFile[];
  /** Files that are ours by their name and place and cannot be read. */
  readonly unreadable: readonly string[];
}

/**
 * Files of others are left alone, links are not followed; an output that is not there is an empty one. `expected`: names
 * of files that hold all that matters; if they are there no others are looked at, which is the rule.
 */
export function earlierConfigMaps(
  fs: FileSystem,
  outDir: string,
  folder: string,
  expected: readonly string[],
): Earlier {
  const files: EarlierFile[] = [];
  const unreadable: string[] = [];
  const place = folder === '' ? PLACE : `${folder}/${PLACE}`;
  for (const path of ancestors(place)) {
    if (fs.kindOf(below(outDir, path)) !== 'directory') return { files, unreadable };
  }
  const attempt = <T>(name: string, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      unreadable.push(shownPath(outDir, name));
      return undefined;
    }
  };
  const add = (name: string) => {
    const path = `${place}/${name}`;
    const text = attempt(path, () => fs.read(below(outDir, path)).toString());
    if (text !== undefined && hasHeader(text)) files.push({ name: shownPath(outDir, path), text });
  };
  if (
    expected.length > 0 &&
    expected.every((name) => fs.kindOf(below(outDir, `${place}/${name}`)) === 'file')
  ) {
    expected.forEach(add);
    if (files.length === expected.length || unreadable.length > 0) return { files, unreadable };
    files.length = 0;
  }
  for (const { name, kind } of attempt(place, () => fs.list(below(outDir, place))) ?? []) {
    if (kind === 'file' && /^config-map\..*\.yaml$/.test(name)) add(name);
  }
  return { files, unreadable };
}

function ancestors(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The object in the file, undefined where it is no YAML. */
export function objectIn({ name, text }: EarlierFile): Record<string, Json> | undefined {
  // Behind header and marker the quick reader gets along.
  const start = text.indexOf('\n---\n') + 1;
  const bytes = Buffer.from(start === 0 ? text : text.slice(start + 4));
  const { data } = readYaml({ file: name, bytes }, { strict: false });
  return isObject(data) ? data : undefined;
}

/** Whether a ConfigMap's file holds just this text under the key: true needs no reading, and is the rule. */
export function holdsEntry({ text }: EarlierFile, key: string, value: string): boolean {
  const written = writeYaml({ data: { [key]: value } });
  const entry = written.slice(written.indexOf('\n'));
  const start = text.indexOf(entry);
  // The text may go on: then the next line is empty, or indented deeper than a key.
  return start >= 0 && /^(?: {0,3}\S|$)/.test(text.slice(start + entry.length, start + entry.length + 4));
}
