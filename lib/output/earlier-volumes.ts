/** Volumes and claims of a hub in the output, as an earlier build left them. */
import type { Json } from '../document/json';
import { type EarlierFile, objectIn } from './earlier';
import { below, errorCode, type FileSystem } from './file-system';
import { hasHeader } from './header';

const PLACE = 'foundation';
const VOLUMES = /^persistent-volume(-claim)?\..*\.yaml$/;

export interface EarlierVolume {
  /** Folder in the output: the component. */
  readonly component: string;
  readonly object: Record<string, Json>;
}

/** What cannot be read is left out: the writer says so when it comes to replace it. */
export function earlierVolumes(fs: FileSystem, outDir: string, folder: string): EarlierVolume[] {
  const place = `${folder}/${PLACE}`;
  for (const each of [folder, place]) if (fs.kindOf(below(outDir, each)) !== 'directory') return [];
  const list = (path: string) => attempt(() => fs.list(below(outDir, path))) ?? [];
  return list(place)
    .filter(({ kind }) => kind === 'directory')
    .flatMap(({ name: component }) =>
      list(`${place}/${component}`).flatMap(({ name, kind }): EarlierVolume[] => {
        if (kind !== 'file' || !VOLUMES.test(name)) return [];
        const path = `${place}/${component}/${name}`;
        const text = attempt(() => fs.read(below(outDir, path)).toString());
        if (text === undefined || !hasHeader(text)) return [];
        const file: EarlierFile = { name: path, text };
        const object = objectIn(file);
        return object === undefined ? [] : [{ component, object }];
      }),
    );
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}
