/** Brings Vault to what a hub needs: mounts, policies, roles. What is right already is left alone. */
import type { TokenRole } from '../../features/vault/policies';
import { type Step, stateOf } from '../step';
import { refused } from '../system-error';
import type { Answer, VaultClient } from './client';
import type { KubernetesLogin, VaultPlanner } from './plan';

export async function setUpVault(vault: VaultClient, plan: VaultPlanner, dryRun: boolean): Promise<Step[]> {
  const { policies, roles } = plan.objects(await tokenAccessor(vault));
  const steps: Step[] = [];
  for (const mount of plan.mounts) steps.push(await mountKv(vault, mount, dryRun));
  for (const { name, text } of policies) {
    const known = await policyText(vault, name);
    const state = stateOf(known !== undefined, known === text, dryRun);
    if (state === 'created' || state === 'updated')
      await vault.write(`sys/policies/acl/${name}`, { policy: text });
    steps.push({ what: `policy ${name}`, state });
  }
  for (const role of roles)
    steps.push(await writeRole(vault, 'auth/token/roles', 'token role', role, dryRun));
  if (plan.kubernetes) steps.push(...(await setUpKubernetes(vault, plan.kubernetes, dryRun)));
  return steps;
}

/** Accessor of the auth method `token/`. */
export async function tokenAccessor(vault: VaultClient): Promise<string> {
  const answer = await vault.read('sys/auth');
  const method = dataOf(answer)['token/'] as { accessor?: string } | undefined;
  if (method?.accessor === undefined)
    throw refused(
      'Vault',
      'GET sys/auth',
      'it names no auth method token/',
      'The token may not read sys/auth.',
    );
  return method.accessor;
}

export async function policyText(vault: VaultClient, name: string): Promise<string | undefined> {
  const text = dataOf(await vault.read(`sys/policies/acl/${name}`))['policy'];
  return typeof text === 'string' ? text : undefined;
}

/** Names of fields that are not as planned; undefined where there is no such role. */
export async function roleDifferences(
  vault: VaultClient,
  path: string,
  { name, fields }: TokenRole,
): Promise<string[] | undefined> {
  const answer = await vault.read(`${path}/${name}`);
  if (answer === undefined) return undefined;
  const known = dataOf(answer);
  return Object.keys(fields).filter((field) => comparable(known[field]) !== comparable(fields[field]));
}

async function writeRole(
  vault: VaultClient,
  path: string,
  what: string,
  role: TokenRole,
  dryRun: boolean,
): Promise<Step> {
  const different = await roleDifferences(vault, path, role);
  const state = stateOf(different !== undefined, different?.length === 0, dryRun);
  if (state === 'created' || state === 'updated') await vault.write(`${path}/${role.name}`, role.fields);
  const detail = different === undefined || different.length === 0 ? {} : { detail: different.join(', ') };
  return { what: `${what} ${role.name}`, state, ...detail };
}

async function mountKv(vault: VaultClient, mount: string, dryRun: boolean): Promise<Step> {
  const mounts = dataOf(await vault.read('sys/mounts'));
  const known = mounts[`${mount}/`] as { type?: string; options?: { version?: string } | null } | undefined;
  if (known !== undefined && (known.type !== 'kv' || known.options?.version !== '2'))
    throw refused(
      'Vault',
      `the mount ${mount}`,
      `it is ${known.type ?? 'something'} of version ${known.options?.version ?? '1'}`,
      'hubsynth needs a KV engine of version 2: name another one (vault.mount, secrets.store.mount).',
    );
  if (known === undefined && !dryRun)
    await vault.write(`sys/mounts/${mount}`, { type: 'kv', options: { version: '2' } });
  return { what: `mount ${mount}`, state: stateOf(known !== undefined, true, dryRun) };
}

async function setUpKubernetes(vault: VaultClient, login: KubernetesLogin, dryRun: boolean): Promise<Step[]> {
  const { mount, role, config } = login;
  const methods = dataOf(await vault.read('sys/auth'));
  const exists = Object.hasOwn(methods, `${mount}/`);
  if (!exists && !dryRun) await vault.write(`sys/auth/${mount}`, { type: 'kubernetes' });
  const steps: Step[] = [{ what: `auth method ${mount}`, state: stateOf(exists, true, dryRun) }];
  if (!exists && dryRun) return [...steps, { what: `Kubernetes role ${role.name}`, state: 'missing' }];
  if (config !== undefined) {
    const known = await vault.read(`auth/${mount}/config`);
    // Vault tells nobody a token that it was given: where there is one it is written again.
    const same = Object.keys(config).every(
      (key) => comparable(dataOf(known)[key]) === comparable(config[key]),
    );
    const state = stateOf(known !== undefined, same, dryRun);
    if (state === 'created' || state === 'updated') await vault.write(`auth/${mount}/config`, config);
    steps.push({ what: `auth method ${mount}: how it asks the cluster`, state });
  }
  steps.push(await writeRole(vault, `auth/${mount}/role`, 'Kubernetes role', role, dryRun));
  return steps;
}

function dataOf(answer: Answer | undefined): Readonly<Record<string, unknown>> {
  return (answer?.['data'] ?? {}) as Readonly<Record<string, unknown>>;
}

/** Vault leaves out or nulls what is empty, and keeps lists in an order of its own. */
function comparable(value: unknown): string {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return '';
  if (Array.isArray(value)) return value.length === 0 ? '' : JSON.stringify([...value].sort());
  return String(value);
}
