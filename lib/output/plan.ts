/** From rendered objects to the files of the output: all of it is known, and checked, before a byte is written. */
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic';
import type { Json } from '../document/json';
import { guard } from '../gitops/guards';
import { hasHeader, withHeader } from './header';
import { checkIdentities } from './identity';
import { kustomizations } from './kustomization';
import { mayLackHeader } from './ownership';
import { isInside, pathsOf } from './path';
import type { PlannedFolder, RenderedFolder } from './rendered';
import { writeYaml } from './yaml';

export interface Plan {
  /** Empty when one of the diagnostics is an error. */
  readonly folders: readonly PlannedFolder[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Plans the files of all folders, which have to be all of their clusters for the identity check to see anything. */
export function planFolders(
  folders: readonly RenderedFolder[],
  serialize: (document: Json) => string = writeYaml,
): Plan {
  const diagnostics = [...checkFolders(folders), ...checkIdentities(folders)];
  if (hasErrors(diagnostics)) return { folders: [], diagnostics };
  return { folders: folders.map((folder) => planFolder(folder, serialize)), diagnostics };
}

function planFolder(rendered: RenderedFolder, serialize: (document: Json) => string): PlannedFolder {
  const { folder, source, objects, extraFiles = [] } = rendered;
  const paths = pathsOf(objects);
  const files = new Map<string, string>();
  const add = (path: string, text: string) => {
    // Unreachable as long as paths are unique; a lost object would be worse than a stopped build.
    if (files.has(path)) throw new Error(`two files of ${source} would be ${path}`);
    files.set(path, text);
  };
  objects.forEach(({ manifest, section }, index) => {
    add(paths[index] ?? '', withHeader(source, section, serialize(guard(manifest) as unknown as Json)));
  });
  for (const { layer, path, document } of kustomizations(paths)) {
    add(path, withHeader(source, layer, serialize(document)));
  }
  for (const [path, text] of extraFiles) {
    if (!isInside(path)) throw new Error(`${path} does not stay in its folder`);
    // The next build could neither replace nor remove it.
    if (!mayLackHeader(path) && !hasHeader(text)) throw new Error(`${path} would not be known again as ours`);
    add(path, text);
  }
  return { folder, files };
}

/** The letters of a config's name; `_` begins the folder of a cluster. A dot in front would hide a hub. */
const FOLDER = /^[a-z0-9_]([a-z0-9._-]*[a-z0-9])?$/;

function checkFolders(folders: readonly RenderedFolder[]): Diagnostic[] {
  if (folders.length === 0)
    return [problem('OUT_EMPTY', 'There is nothing to write.', 'Configure at least one hub.')];
  const found: Diagnostic[] = [];
  const byName = new Map<string, RenderedFolder>();
  for (const folder of folders) {
    const { folder: name, source, position } = folder;
    const at = position ? { position } : {};
    const other = byName.get(name);
    byName.set(name, other ?? folder);
    if (other) {
      const message = `${other.source} and ${source} would both be written to the folder ${name === '' ? '(root)' : name}.`;
      found.push({ ...problem('OUT_DUPLICATE_FOLDER', message, 'Give each a name of its own.'), ...at });
    }
    if (name === '' ? folders.length > 1 : !FOLDER.test(name)) {
      const message = `${JSON.stringify(name)} cannot be the name of a folder in the output (${source}).`;
      found.push({
        ...problem('OUT_FOLDER_NAME', message, 'Use lower-case letters, digits and hyphens.'),
        ...at,
      });
    }
    if (folder.objects.length === 0) {
      const message = `${source} renders no object at all; applying that would delete the hub.`;
      found.push({ ...problem('OUT_EMPTY', message, 'To remove a hub, remove its file.'), ...at });
    }
  }
  return found;
}

function problem(code: Diagnostic['code'], message: string, hint: string): Diagnostic {
  return { code, severity: 'error', message, hint };
}
