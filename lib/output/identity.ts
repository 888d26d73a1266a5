/** Two objects with one identity in one cluster: the applier would let the last one win, on every run another one. */
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Manifest, RenderedFolder } from './rendered';

/** `apps` for `apps/v1`, empty for `v1`. Versions do not count: one object is served in all versions of its group. */
export function apiGroupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** What the API server tells objects apart by. */
export function identityOf({ apiVersion, kind, metadata }: Manifest): string {
  return JSON.stringify([apiGroupOf(apiVersion), kind, metadata.namespace ?? '', metadata.name]);
}

/** What is remembered of an object: the object itself may be forgotten, a fleet has tens of thousands. */
interface Owned {
  readonly folder: Owner;
  readonly section: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

type Owner = Pick<RenderedFolder, 'folder' | 'cluster' | 'source' | 'position'>;

/** Looks over all folders, cluster by cluster, and within each folder, one folder after the other. */
export class Identities {
  readonly #owners = new Map<string, Owned>();
  readonly #groups = new Map<string, Group>();

  /** Whether every object of the folder has an identity of its own. */
  add({ objects, ...folder }: RenderedFolder): boolean {
    const owner: Owner = folder;
    let unique = true;
    for (const { manifest, section } of objects) {
      const { kind, metadata } = manifest;
      const owned = { folder: owner, section, kind, name: metadata.name, namespace: metadata.namespace };
      const key = `${folder.cluster}\n${identityOf(manifest)}`;
      const first = this.#owners.get(key);
      if (first) collect(this.#groups, first, owned);
      else this.#owners.set(key, owned);
      unique &&= first?.folder !== owner;
    }
    return unique;
  }

  diagnostics(): Diagnostic[] {
    return [...this.#groups.values()].map(report);
  }
}

export function checkIdentities(folders: readonly RenderedFolder[]): Diagnostic[] {
  const identities = new Identities();
  for (const folder of folders) identities.add(folder);
  return identities.diagnostics();
}

/** Duplicates of the same two folders with the same way out: hubs in one namespace share dozens of objects. */
interface Group {
  readonly first: Owned;
  readonly second: Owned;
  readonly hint: string;
  count: number;
}

function collect(groups: Map<string, Group>, first: Owned, second: Owned): void {
  const hint = hintFor(first, second);
  const key = JSON.stringify([first.folder.cluster, first.folder.folder, second.folder.folder, hint]);
  const group = groups.get(key);
  if (group) group.count += 1;
  else groups.set(key, { first, second, hint, count: 1 });
}

function report({ first, second, hint, count }: Group): Diagnostic {
  const { folder } = second;
  const more = count === 1 ? '' : ` (and ${count - 1} more ${count === 2 ? 'object' : 'objects'})`;
  const what = `${nameOf(second)}${more}`;
  const message =
    first.folder === folder
      ? `${folder.source} renders ${what} twice: in ${first.section} and in ${second.section}.`
      : `${first.folder.source} and ${folder.source} both render ${what} for the cluster ${folder.cluster}.`;
  return {
    code: 'OUT_DUPLICATE_OBJECT',
    severity: 'error',
    message,
    hint,
    ...(folder.position ? { position: folder.position } : {}),
  };
}

function nameOf({ kind, name, namespace }: Owned): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${name} in the namespace ${namespace}`;
}

function hintFor(first: Owned, { folder, kind, namespace }: Owned): string {
  if (first.folder === folder) return 'Remove one of the two, or rename it.';
  if (kind === 'Namespace')
    return 'Set `namespaceObject: false` in one of the hubs, or give one another namespace.';
  if (namespace !== undefined) return 'Give one of the hubs another namespace.';
  if (kind === 'StorageClass' || kind === 'RuntimeClass') {
    return `Describe it once, in _cluster.${folder.cluster}.yaml beside the hubs.`;
  }
  return 'Such names belong to the whole cluster and contain the release: give one of the hubs another release.';
}
