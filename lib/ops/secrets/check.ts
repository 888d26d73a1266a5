/** Compares what the output needs with what is there. */

import type { Credential } from '../../features/secrets/credentials';
import type { Check } from '../check';
import type { SecretData } from '../kubernetes/client';
import { type CredentialStore, twoSlots } from './store';

export interface SecretsCheckProps {
  readonly credentials: readonly Credential[];
  /** Every Secret that the output reads, those of others too. */
  readonly required: readonly { readonly name: string; readonly keys: readonly string[] }[];
  /** Undefined with `backend: existing`: then the Secrets of the cluster are all there is. */
  readonly store: CredentialStore | undefined;
  /** Undefined where no cluster is asked. */
  readonly live: ((name: string) => Promise<SecretData | undefined>) | undefined;
}

export async function checkSecretStores({
  credentials,
  required,
  store,
  live,
}: SecretsCheckProps): Promise<Check[]> {
  const checks: Check[] = [];
  for (const credential of credentials) {
    if (store) checks.push(await inStore(credential, store));
    if (live) checks.push(await inCluster(credential, await live(credential.secret.name), store));
  }
  const others = required.flatMap(({ name, keys }) =>
    keys
      .filter((key) => !credentials.some(({ secret }) => secret.name === name && secret.key === key))
      .map((key) => ({ name, key })),
  );
  for (const { name, key } of live ? others : []) {
    const there = Boolean((await live?.(name))?.[key]);
    const what = `Secret ${name}, ${key}`;
    checks.push(
      there ? ok(what, 'there') : wrong(what, 'missing: the output reads it, and it is yours to make'),
    );
  }
  return checks;
}

async function inStore(credential: Credential, store: CredentialStore): Promise<Check> {
  const what = `${credential.name}: ${store.place(credential)}`;
  const { origin, command } = credential;
  return (await store.read(credential)) === undefined
    ? wrong(what, `missing: run \`${origin === 'command' ? command : 'hubsynth secrets init'}\``)
    : ok(what, 'there');
}

async function inCluster(
  credential: Credential,
  data: SecretData | undefined,
  store: CredentialStore | undefined,
): Promise<Check> {
  const { secret, name, previous } = credential;
  const what = `${name}: Secret ${secret.name}, ${secret.key}`;
  const text = data?.[secret.key];
  if (text === undefined || text === '')
    return wrong(what, data === undefined ? 'there is no such Secret' : 'the key is missing');
  const stored = await store?.read(credential);
  if (stored === undefined) return ok(what, 'there');
  const value = previous === undefined ? { current: text } : twoSlots(text);
  const same = value.current === stored.current && (value.previous ?? '') === (stored.previous ?? '');
  return same
    ? ok(what, 'as in the store')
    : wrong(
        what,
        'not as in the store: the operator has not fetched it; raise secrets.rotation, or look at its ExternalSecret',
      );
}

const ok = (what: string, detail: string): Check => ({ what, state: 'ok', detail });
const wrong = (what: string, detail: string): Check => ({ what, state: 'wrong', detail });
