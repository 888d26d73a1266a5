/** Which files of the config folder are hubs, which clusters, and which only layers for others. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const CLUSTER = /^_cluster\.([a-z0-9]([a-z0-9-]*[a-z0-9])?)\.ya?ml$/;

export interface ConfigFiles {
  readonly hubs: readonly string[];
  readonly clusters: readonly { readonly cluster: string; readonly file: string }[];
}

export function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Looks through the folder and all below it, in an order that depends on names only. */
export function configFiles(folder: string): ConfigFiles {
  const hubs: string[] = [];
  const clusters: { cluster: string; file: string }[] = [];
  for (const file of walk(folder)) {
    const cluster = CLUSTER.exec(path.basename(file))?.[1];
    if (cluster !== undefined) clusters.push({ cluster, file });
    else if (!hidden(path.relative(folder, file))) hubs.push(file);
  }
  return { hubs, clusters };
}

/** Files and folders that begin with an underscore are layers; those with a dot are nobody's business. */
function hidden(relative: string): boolean {
  return relative.split(path.sep).some((part) => part.startsWith('_'));
}

function walk(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort()
    .flatMap((name) => {
      const file = path.join(folder, name);
      const stat = statSync(file, { throwIfNoEntry: false });
      if (stat?.isDirectory()) return walk(file);
      return stat?.isFile() && /\.ya?ml$/.test(name) ? [file] : [];
    });
}
