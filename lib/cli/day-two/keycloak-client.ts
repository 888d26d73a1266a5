/** `hubsynth keycloak client`. */
import { writeFileSync } from 'node:fs';
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic';
import { type KeycloakClientPlan, keycloakClientPlan } from '../../features/login/keycloak-client';
import { hubAddress } from '../../features/login/login';
import { logIn } from '../../ops/keycloak/access';
import { applyClient, clientSecret } from '../../ops/keycloak/client';
import type { Step } from '../../ops/step';
import type { KeycloakClientOptions } from '../commands/keycloak';
import type { DayTwoRun } from './run';
import { readSecret } from './secret-input';
import { storesOf } from './secret-stores';
import { type SelectedHub, selectedHub } from './selected-hub';
import { showSteps } from './steps';

export const keycloakClient: DayTwoRun<KeycloakClientOptions> = async (options, console) => {
  const selected = selectedHub(options);
  const plan = planOf(selected);
  const { check, dryRun, adminRealm, adminUser: user } = options;
  const address = (options.keycloakUrl ?? selected.hub.sections.login?.keycloak?.url ?? '').replace(
    /\/+$/,
    '',
  );
  const password = await readSecret({
    file: options.passwordFile,
    stdin: options.passwordStdin,
    what: `the password of ${user}`,
    options: '--password-stdin or --password-file FILE',
  });
  const idle = check === true || dryRun === true;
  // Before anything is changed: a client whose secret cannot be stored is of no use.
  const keep = idle ? undefined : await keeper(selected, options);
  console.progress(`asking Keycloak at ${address}`);
  const keycloak = await logIn({ address, adminRealm, user, password });
  const { steps, id, shown } = await applyClient(keycloak, address, plan, idle);
  if (keep === undefined || id === undefined) return showSteps(steps, options.json, console, shown);
  const secret = await clientSecret(keycloak, address, plan, id, options.newSecret === true);
  return showSteps([...steps, await keep(secret)], options.json, console, shown);
};

function planOf({ hub }: SelectedHub): KeycloakClientPlan {
  const keycloak = hub.sections.login?.keycloak;
  if (keycloak) return keycloakClientPlan(keycloak, hubAddress(hub));
  const diagnostic: Diagnostic = {
    code: 'SCHEMA_MISSING_KEY',
    severity: 'error',
    message: `${hub.name} has no login.keycloak.`,
    hint: 'Only clients of Keycloak are managed here.',
    ...(hub.position ? { position: hub.position } : {}),
  };
  throw new DiagnosticError([diagnostic]);
}

/** Puts the secret where the hub reads it, and says what that changed. */
async function keeper(
  selected: SelectedHub,
  options: KeycloakClientOptions,
): Promise<(secret: string) => Promise<Step>> {
  const { secretOut } = options;
  if (secretOut !== undefined) {
    return async (secret) => {
      // Never over a file that is there, and readable to its owner only.
      writeFileSync(secretOut, `${secret}\n`, { mode: 0o600, flag: 'wx' });
      return { what: `client secret in ${secretOut}`, state: 'created' };
    };
  }
  const reference = selected.hub.sections.login?.keycloak?.clientSecret?.secret;
  const credential = selected.rendered.credentials.find(({ name, secret }) =>
    reference ? secret.name === reference.name && secret.key === reference.key : name === 'oidc',
  );
  if (credential === undefined) throw nowhere(reference?.name);
  const { store } = await storesOf(selected, { ...options, cluster: false });
  return async (secret) => {
    const what = `client secret in ${store.place(credential)}`;
    const known = await store.read(credential);
    if (known?.current === secret) return { what, state: 'same' };
    await store.replace(credential, { current: secret });
    return { what, state: known === undefined ? 'created' : 'updated' };
  };
}

function nowhere(name: string | undefined): DiagnosticError {
  return new DiagnosticError([
    {
      code: 'SECRET_MISSING',
      severity: 'error',
      message: `Where Secret ${name ?? 'jupyterhub-oidc'} is made from is not known.`,
      hint: 'Write it into secrets.extra, or have the client secret in a file with --secret-out FILE.',
    },
  ]);
}
