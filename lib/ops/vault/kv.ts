/** Values in a KV engine of version 2. */
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { refused } from '../system-error';
import type { VaultClient } from './client';

export interface Entry {
  readonly data: Readonly<Record<string, unknown>>;
  /** 0 where there is none yet. */
  readonly version: number;
  /** When this version was written, ISO 8601. */
  readonly written: string | undefined;
}

const NOTHING: Entry = { data: {}, version: 0, written: undefined };

export async function readEntry(vault: VaultClient, mount: string, path: string): Promise<Entry> {
  for (;;) {
    const answer = await vault.read(`${mount}/data/${path}`);
    const body = answer?.['data'] as
      | { data: Entry['data'] | null; metadata: { version: number; created_time: string } }
      | undefined;
    if (body)
      return { data: body.data ?? {}, version: body.metadata.version, written: body.metadata.created_time };
    // A version that was deleted still counts: the next write has to name it.
    const metadata = (await vault.read(`${mount}/metadata/${path}`))?.['data'] as Metadata | undefined;
    const last = metadata?.current_version ?? 0;
    const { deletion_time = '', destroyed = false } = metadata?.versions[String(last)] ?? { destroyed: true };
    if (deletion_time !== '' || destroyed) return { ...NOTHING, version: last };
    // Somebody wrote it between the two answers.
  }
}

interface Metadata {
  readonly current_version: number;
  readonly versions: Readonly<
    Record<string, { readonly deletion_time?: string; readonly destroyed: boolean }>
  >;
}

const TRIES = 5;

/**
 * Changes an entry; other keys stay. `change` gives what to add, or undefined when there is nothing to do, and is
 * asked again where somebody else wrote in between.
 */
export async function changeEntry(
  vault: VaultClient,
  mount: string,
  path: string,
  change: (entry: Entry) => Readonly<Record<string, unknown>> | undefined,
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const entry = await readEntry(vault, mount, path);
    const added = change(entry);
    if (added === undefined) return false;
    try {
      await vault.write(`${mount}/data/${path}`, {
        options: { cas: entry.version },
        data: { ...entry.data, ...added },
      });
      return true;
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (attempt === TRIES)
        throw refused('Vault', `a change of ${mount}/${path}`, 'others keep changing it', 'Try again.');
    }
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof DiagnosticError && /check-and-set/.test(error.message);
}
