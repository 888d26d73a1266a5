/** Replaces one secret on purpose. */
import type { Credential } from '../../features/secrets/credentials';
import { randomValue } from './init';
import type { CredentialStore } from './store';

/** With two slots the value so far goes into the second one: what was made with it stays readable. */
export async function rotateSecret(
  credential: Credential,
  store: CredentialStore,
  given: string | undefined,
): Promise<void> {
  const current = given ?? randomValue();
  const before = credential.previous === undefined ? undefined : await store.read(credential);
  await store.replace(credential, before === undefined ? { current } : { current, previous: before.current });
}
