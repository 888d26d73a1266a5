/** From rendered objects to the files of the output: all of it is known, and checked, before a byte is written. */
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic';
import type { Json } from '../document/json';
import { guard } from '../gitops/guards';
import { hasHeader, withHeader } from './header';
import { Identities } from './identity';
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

/**
 * Plans one folder after the other, and keeps of each only its texts: the objects of a large fleet never lie in memory
 * together. All folders of a cluster have to come, for the identity check to see anything.
 */
export class Planner {
  readonly #serialize: (document: Json) => string;
  readonly #folders: PlannedFolder[] = [];
  readonly #identities = new Identities();
  readonly #sources = new Map<string, string>();
  readonly #diagnostics: Diagnostic[] = [];

  constructor(serialize: (document: Json) => string = writeYaml) {
    this.#serialize = serialize;
  }

  add(folder: RenderedFolder): void {
    const unique = this.#identities.add(folder);
    const found = checkFolder(folder, this.#sources.get(folder.folder));
    this.#diagnostics.push(...found);
    if (!this.#sources.has(folder.folder)) this.#sources.set(folder.folder, folder.source);
    // Two objects of one identity would have one path; the identity check tells of them.
    if (unique && found.length === 0) this.#folders.push(planFolder(folder, this.#serialize));
  }

  plan(): Plan {
    const diagnostics = [...this.#diagnostics, ...this.#checkWhole(), ...this.#identities.diagnostics()];
    return { folders: hasErrors(diagnostics) ? [] : this.#folders, diagnostics };
  }

  #checkWhole(): Diagnostic[] {
    if (this.#sources.size === 0) {
      return [problem('OUT_EMPTY', 'There is nothing to write.', 'Configure at least one hub.')];
    }
    const root = this.#sources.get('');
    return root === undefined || this.#sources.size === 1 ? [] : [badName('', root)];
  }
}

export function planFolders(
  folders: readonly RenderedFolder[],
  serialize: (document: Json) => string = writeYaml,
): Plan {
  const planner = new Planner(serialize);
  for (const folder of folders) planner.add(folder);
  return planner.plan();
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

function checkFolder(
  { folder: name, source, position, objects }: RenderedFolder,
  other: string | undefined,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (other !== undefined) {
    const message = `${other} and ${source} would both be written to the folder ${name === '' ? '(root)' : name}.`;
    found.push(problem('OUT_DUPLICATE_FOLDER', message, 'Give each a name of its own.'));
  }
  if (name !== '' && !FOLDER.test(name)) found.push(badName(name, source));
  if (objects.length === 0) {
    const message = `${source} renders no object at all; applying that would delete the hub.`;
    found.push(problem('OUT_EMPTY', message, 'To remove a hub, remove its file.'));
  }
  return found.map((each) => (position ? { ...each, position } : each));
}

function badName(name: string, source: string): Diagnostic {
  const message = `${JSON.stringify(name)} cannot be the name of a folder in the output (${source}).`;
  return problem('OUT_FOLDER_NAME', message, 'Use lower-case letters, digits and hyphens.');
}

function problem(code: Diagnostic['code'], message: string, hint: string): Diagnostic {
  return { code, severity: 'error', message, hint };
}
