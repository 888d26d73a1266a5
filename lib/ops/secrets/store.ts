/** Where the values of credentials are: a KV engine, or Secrets of the cluster. */

import type { Credential } from '../../features/secrets/credentials';
import type { ClusterClient } from '../kubernetes/client';
import type { VaultClient } from '../vault/client';
import { changeEntry, readEntry } from '../vault/kv';

/** The value, and the one before it where the hub can read two. */
export interface Value {
  readonly current: string;
  readonly previous?: string;
}

export interface CredentialStore {
  /** Where a credential is, for people. */
  place(credential: Credential): string;
  read(credential: Credential): Promise<Value | undefined>;
  /** Writes where there is nothing; false when there was something. */
  add(credential: Credential, value: Value): Promise<boolean>;
  replace(credential: Credential, value: Value): Promise<void>;
}

export class VaultStore implements CredentialStore {
  readonly #vault: VaultClient;
  readonly #mount: string;

  constructor(vault: VaultClient, mount: string) {
    this.#vault = vault;
    this.#mount = mount;
  }

  place({ path, property }: Credential): string {
    return `${this.#mount}/${path}, ${property}`;
  }

  async read({ path, property, previous }: Credential): Promise<Value | undefined> {
    const { data } = await readEntry(this.#vault, this.#mount, path);
    const current = text(data[property]);
    if (current === undefined) return undefined;
    const before = previous === undefined ? undefined : text(data[previous]);
    return before === undefined ? { current } : { current, previous: before };
  }

  async add(credential: Credential, value: Value): Promise<boolean> {
    return changeEntry(this.#vault, this.#mount, credential.path, ({ data }) =>
      text(data[credential.property]) === undefined ? entryOf(credential, value) : undefined,
    );
  }

  async replace(credential: Credential, value: Value): Promise<void> {
    await changeEntry(this.#vault, this.#mount, credential.path, () => entryOf(credential, value));
  }
}

/** The operator wants every property that it is told of, so an empty one stands for "none before". */
function entryOf({ property, previous }: Credential, value: Value): Record<string, string> {
  return {
    [property]: value.current,
    ...(previous === undefined ? {} : { [previous]: value.previous ?? '' }),
  };
}

export class KubernetesStore implements CredentialStore {
  readonly #cluster: ClusterClient;
  readonly #namespace: string;

  constructor(cluster: ClusterClient, namespace: string) {
    this.#cluster = cluster;
    this.#namespace = namespace;
  }

  place({ secret }: Credential): string {
    return `Secret ${secret.name}, ${secret.key}`;
  }

  async read({ secret, previous }: Credential): Promise<Value | undefined> {
    const data = await this.#cluster.secret(this.#namespace, secret.name);
    const value = text(data?.[secret.key]);
    return value === undefined ? undefined : previous === undefined ? { current: value } : twoSlots(value);
  }

  async add(credential: Credential, value: Value): Promise<boolean> {
    if ((await this.read(credential)) !== undefined) return false;
    await this.replace(credential, value);
    return true;
  }

  async replace({ secret }: Credential, { current, previous }: Value): Promise<void> {
    const joined = previous ? `${current};${previous}` : current;
    await this.#cluster.writeSecret(this.#namespace, secret.name, secret.type, { [secret.key]: joined });
  }
}

/** Keys of the CryptKeeper stand in one text, the newest first. */
export function twoSlots(value: string): Value {
  const [current = '', ...others] = value.split(';');
  return others.length === 0 ? { current } : { current, previous: others.join(';') };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
