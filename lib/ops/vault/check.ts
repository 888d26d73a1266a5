/** Compares Vault with what a hub needs, and goes the way that a token of a user goes. Ends with nothing changed. */
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { showDuration } from '../../document/duration';
import type { Check } from '../check';
import { VaultClient } from './client';
import type { VaultPlanner } from './plan';
import { policyText, roleDifferences, tokenAccessor } from './setup';

export interface VaultCheckProps {
  readonly vault: VaultClient;
  readonly plan: VaultPlanner;
  /** The hub's token, where it is stored; undefined where it has none. */
  readonly adminToken:
    | { readonly place: string; readonly read: () => Promise<string | undefined> }
    | undefined;
  readonly ca: string | undefined;
  readonly maxTtl: number;
  readonly period: number;
  readonly user: TrialUser;
  /** Users' folders: path of their parent, and whether a name can be one. */
  readonly folders: {
    readonly mount: string;
    readonly path: string;
    readonly isSlug: (name: string) => boolean;
  };
  /** Today, in milliseconds. */
  readonly now: number;
}

/** A user that nobody is: its slug, and how tokens for users are made. */
export interface TrialUser {
  readonly slug: string;
  readonly other: string;
  readonly policyPrefix: string;
  readonly template: string;
  readonly role: string;
}

const YEAR = 365 * 86400;
const ENOUGH = { kv: 'a KV engine of version 2' } as const;

export async function checkVault(props: VaultCheckProps): Promise<Check[]> {
  const { vault, plan } = props;
  const { policies, roles } = plan.objects(await tokenAccessor(vault));
  const checks: Check[] = [await mounts(vault, plan)];
  for (const { name, text } of policies) {
    const known = await policyText(vault, name);
    checks.push(
      known === text
        ? ok(`policy ${name}`, `${text.length} bytes, as the config says`)
        : wrong(`policy ${name}`, known === undefined ? 'is missing: run `hubsynth vault setup`' : DIFFERS),
    );
  }
  for (const role of roles) {
    const different = await roleDifferences(vault, 'auth/token/roles', role);
    checks.push(
      different === undefined
        ? wrong(`token role ${role.name}`, 'is missing: run `hubsynth vault setup`')
        : different.length > 0
          ? wrong(`token role ${role.name}`, `${different.join(', ')}: ${DIFFERS}`)
          : ok(`token role ${role.name}`, 'every field as the config says'),
    );
  }
  checks.push(await maximum(props), await audit(vault));
  checks.push(...(await adminAndTrial(props)));
  checks.push(await oldFolders(props), await oldPolicies(props, policies[0]?.text ?? ''));
  return checks;
}

const DIFFERS = 'differs from the config: run `hubsynth vault setup`';

async function mounts(vault: VaultClient, { mounts: wanted }: VaultPlanner): Promise<Check> {
  const known = (await vault.read('sys/mounts'))?.['data'] as Readonly<
    Record<string, { type?: string; options?: { version?: string } | null }>
  >;
  const bad = wanted.filter(
    (mount) => known[`${mount}/`]?.type !== 'kv' || known[`${mount}/`]?.options?.version !== '2',
  );
  return bad.length === 0
    ? ok(`mounts ${wanted.join(', ')}`, ENOUGH.kv)
    : wrong(`mounts ${bad.join(', ')}`, `no ${ENOUGH.kv}: run \`hubsynth vault setup\``);
}

async function maximum({ vault, maxTtl }: VaultCheckProps): Promise<Check> {
  const tune = await vault.read('sys/auth/token/tune');
  const limit = Number(
    (tune?.['data'] as { max_lease_ttl?: number } | undefined)?.max_lease_ttl ?? tune?.['max_lease_ttl'] ?? 0,
  );
  const what = 'userToken.maxTtl against the maximum of Vault';
  const figures = `${showDuration(maxTtl)} of at most ${showDuration(limit)}`;
  return limit >= maxTtl
    ? ok(what, figures)
    : wrong(
        what,
        `${figures}: tokens end earlier than the config says; tune max_lease_ttl of auth/token, or lower maxTtl`,
      );
}

async function audit(vault: VaultClient): Promise<Check> {
  const devices = Object.keys(((await vault.read('sys/audit'))?.['data'] ?? {}) as object);
  return devices.length > 0
    ? ok('audit device', devices.join(', '))
    : warning('audit device', 'there is none: who read which secret is recorded nowhere');
}

async function adminAndTrial(props: VaultCheckProps): Promise<Check[]> {
  const { vault, adminToken, ca } = props;
  if (adminToken === undefined) return [];
  const { place } = adminToken;
  const token = await adminToken.read();
  if (token === undefined) return [wrong('admin token', `${place} has none: run \`hubsynth vault token\``)];
  const hub = new VaultClient({ address: vault.address, ca, token });
  try {
    const self = (await hub.read('auth/token/lookup-self'))?.['data'] as LookUp;
    return [...ofAdmin(self, props), await trial(hub, props)];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return [wrong('admin token', `Vault does not take the one at ${place}: run \`hubsynth vault token\``)];
  }
}

interface LookUp {
  readonly ttl: number;
  readonly renewable: boolean;
  readonly creation_time: number;
  readonly explicit_max_ttl: number;
  readonly policies: readonly string[];
}

function ofAdmin(self: LookUp, { period, now }: VaultCheckProps): Check[] {
  const age = Math.floor(now / 1000) - self.creation_time;
  const life = `${showDuration(self.ttl)} left of ${showDuration(period)}`;
  return [
    self.renewable
      ? ok('admin token', life)
      : wrong('admin token', `${life}, and cannot be renewed: run \`hubsynth vault token\``),
    age > YEAR
      ? warning(
          'age of the admin token',
          `${Math.floor(age / 86400)} days: replace it with \`hubsynth vault token\``,
        )
      : ok('age of the admin token', `${Math.floor(age / 86400)} days`),
  ];
}

/** As the hub does at a spawn; the token is ended again, whatever happens. */
async function trial(hub: VaultClient, { user, ca, folders }: VaultCheckProps): Promise<Check> {
  const what = 'a token for a user, made as the hub does';
  const policy = `${user.policyPrefix}${user.slug}`;
  let accessor: string | undefined;
  try {
    const text = await policyText(hub, user.template);
    if (text === undefined) return wrong(what, `policy ${user.template} cannot be read by the hub`);
    await hub.write(`sys/policies/acl/${policy}`, { policy: text });
    const made = await hub.write(`auth/token/create/${user.role}`, {
      entity_alias: user.slug,
      policies: [policy],
      ttl: '60s',
    });
    const auth = made['auth'] as {
      client_token: string;
      accessor: string;
      policies: readonly string[];
      orphan: boolean;
    };
    accessor = auth.accessor;
    const notebook = new VaultClient({ address: hub.address, ca, token: auth.client_token });
    const problem = await tryFolders(notebook, folders, user);
    if (problem !== undefined) return wrong(what, problem);
    await hub.write('auth/token/revoke-accessor', { accessor });
    accessor = undefined;
    const lives = await answers(notebook.read('auth/token/lookup-self'));
    return lives ? wrong(what, 'it still works after it was revoked') : ok(what, 'made, tried and revoked');
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return wrong(what, error.message);
  } finally {
    if (accessor !== undefined) await hub.write('auth/token/revoke-accessor', { accessor });
  }
}

async function tryFolders(
  notebook: VaultClient,
  { mount, path }: VaultCheckProps['folders'],
  { slug, other }: TrialUser,
): Promise<string | undefined> {
  const of = (name: string) => `${mount}/data/${path}/${name}/hubsynth-check`;
  if (!(await answers(notebook.read(of(slug))))) return 'it cannot read the folder of its own user';
  if (await answers(notebook.read(of(other)))) return 'it can read the folder of another user';
  if (await answers(notebook.write(of(other), { data: {} })))
    return 'it can write into the folder of another user';
  return undefined;
}

/** Names of the older system that are no slugs: their users would find an empty folder. */
async function oldFolders({ vault, folders }: VaultCheckProps): Promise<Check> {
  const { mount, path, isSlug } = folders;
  const names = (await vault.list(`${mount}/metadata/${path}`)).map((each) => each.replace(/\/$/, ''));
  const old = [...new Set(names)].filter((each) => !isSlug(each));
  return old.length === 0
    ? ok('folders of users', `${names.length}, none of another naming`)
    : warning('folders of users', `${old.length} need a move to the slug of their user: ${shorten(old)}`);
}

async function oldPolicies({ vault, user }: VaultCheckProps, text: string): Promise<Check> {
  const names = (await vault.list('sys/policies/acl')).filter((each) => each.startsWith(user.policyPrefix));
  const other: string[] = [];
  for (const name of names) if ((await policyText(vault, name)) !== text) other.push(name);
  return other.length === 0
    ? ok('policies of users', `${names.length}, all of one text`)
    : warning(
        'policies of users',
        `${other.length} of another text, which a token made from them keeps: delete ${shorten(other)}`,
      );
}

function shorten(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((each) => JSON.stringify(each));
  return `${shown.join(', ')}${names.length > shown.length ? ', ...' : ''}`;
}

/** Whether Vault did it; a refusal is an answer too. */
async function answers(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

function isRefusal(error: unknown): error is DiagnosticError {
  return error instanceof DiagnosticError && error.diagnostics.every(({ code }) => code === 'SYSTEM_REFUSED');
}

const ok = (what: string, detail: string): Check => ({ what, state: 'ok', detail });
const warning = (what: string, detail: string): Check => ({ what, state: 'warning', detail });
const wrong = (what: string, detail: string): Check => ({ what, state: 'wrong', detail });
