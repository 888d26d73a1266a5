/** All of a folder, folders included: whatever touches it, be it for a moment, changes this. */
import { lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';

export function everything(root: string): string[] {
  const { ino, mode, size, mtimeNs, ctimeNs } = lstatSync(root, { bigint: true });
  const own = `${root} ${ino} ${mode.toString(8)} ${size} ${mtimeNs} ${ctimeNs}`;
  if (!lstatSync(root).isDirectory()) return [own];
  return [
    own,
    ...readdirSync(root)
      .sort()
      .flatMap((name) => everything(path.join(root, name))),
  ];
}
