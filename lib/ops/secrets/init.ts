/** Writes values that are missing. What is there is never touched. */
import { randomBytes } from 'node:crypto';
import type { Credential } from '../../features/secrets/credentials';
import type { SecretData } from '../kubernetes/client';
import { fromRelease } from './helm-release';
import type { CredentialStore, Value } from './store';

export interface Outcome {
  readonly name: string;
  readonly place: string;
  readonly state: 'there' | 'taken' | 'made' | 'given' | 'missing';
  /** For what is missing: the way out. */
  readonly detail?: string;
}

export interface InitProps {
  readonly credentials: readonly Credential[];
  readonly store: CredentialStore;
  /** The live Secrets of the namespace; undefined where no cluster is asked. */
  readonly live: ((name: string) => Promise<SecretData | undefined>) | undefined;
  /** The Secret that the chart calls `hub`. */
  readonly hubSecret: string;
  /** Values that somebody gives, by name of the credential, or `name.key` of one with several keys. */
  readonly given: ReadonlyMap<string, string>;
  readonly dryRun: boolean;
}

export async function initSecrets(props: InitProps): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const each of props.credentials) outcomes.push(await initSecret(each, props));
  return outcomes;
}

async function initSecret(credential: Credential, props: InitProps): Promise<Outcome> {
  const { store, dryRun } = props;
  const { name } = credential;
  const place = store.place(credential);
  if ((await store.read(credential)) !== undefined) return { name, place, state: 'there' };
  const found = await findValue(credential, props);
  if (found === undefined) return { name, place, state: 'missing', detail: wayOut(credential) };
  const written = dryRun || (await store.add(credential, found.value));
  return { name, place, state: written ? found.state : 'there' };
}

async function findValue(
  credential: Credential,
  { live, hubSecret, given }: InitProps,
): Promise<{ value: Value; state: 'taken' | 'made' | 'given' } | undefined> {
  const own = given.get(`${credential.name}.${credential.secret.key}`) ?? given.get(credential.name);
  if (own !== undefined) return { value: { current: own }, state: 'given' };
  if (live !== undefined) {
    const taken = fromRelease(credential, await live(credential.secret.name), await live(hubSecret));
    if (taken !== undefined) return { value: taken, state: 'taken' };
  }
  return credential.origin === 'random' ? { value: { current: randomValue() }, state: 'made' } : undefined;
}

/** 32 bytes in hex: what JupyterHub takes for cookie secret and crypt keys, and enough for any token. */
export function randomValue(): string {
  return randomBytes(32).toString('hex');
}

function wayOut({ origin, command, name, secret }: Credential): string {
  return origin === 'command'
    ? `made by \`${command}\``
    : `give it with --from-file ${name}=FILE (key ${secret.key})`;
}
