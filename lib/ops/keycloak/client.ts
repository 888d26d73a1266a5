/** The client of a hub in Keycloak: created, compared, updated. What hubsynth does not speak of stays as it is. */
import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import type { KeycloakClientPlan as ClientPlan, Mapper } from '../../features/login/keycloak-client';
import { type Step, stateOf } from '../step';
import { refused } from '../system-error';
import { calling } from './access';

type Representation = NonNullable<Awaited<ReturnType<KeycloakAdminClient['clients']['findOne']>>>;

export interface ClientResult {
  readonly steps: readonly Step[];
  /** Keycloak's own id; undefined where the client was not made. */
  readonly id: string | undefined;
  /** What hubsynth speaks of, as Keycloak has it now; empty where there is no client. Nothing of it is secret. */
  readonly shown: Readonly<Record<string, string>>;
}

export async function applyClient(
  keycloak: KeycloakAdminClient,
  address: string,
  plan: ClientPlan,
  dryRun: boolean,
): Promise<ClientResult> {
  const { realm, clientId } = plan;
  const what = `client ${clientId} of realm ${realm}`;
  const found = await calling(address, `GET ${what}`, () => keycloak.clients.find({ realm, clientId }));
  const known = found.find((each) => each.clientId === clientId);
  const different = known === undefined ? [] : differences(known, plan);
  const state = stateOf(known !== undefined, different.length === 0, dryRun);
  let id = known?.id;
  if (state === 'created')
    id = (await calling(address, `POST ${what}`, () => keycloak.clients.create({ realm, ...created(plan) })))
      .id;
  if (state === 'updated' && id !== undefined) await update(keycloak, address, plan, id, known ?? {});
  const detail = different.length === 0 ? {} : { detail: different.join('; ') };
  const now = state === 'same' || id === undefined ? known : await shownClient(keycloak, address, plan, id);
  return {
    steps: [{ what, state, ...detail }, ...(await realmSession(keycloak, address, plan))],
    id,
    shown: now === undefined ? {} : shown(now, plan),
  };
}

/** The secret of the client; with `renew`, a new one, and the one before is void. */
export async function clientSecret(
  keycloak: KeycloakAdminClient,
  address: string,
  { realm, clientId }: ClientPlan,
  id: string,
  renew: boolean,
): Promise<string> {
  const what = `the secret of client ${clientId}`;
  const answer = await calling(address, what, () =>
    renew
      ? keycloak.clients.generateNewClientSecret({ realm, id })
      : keycloak.clients.getClientSecret({ realm, id }),
  );
  if (!answer.value) throw refused('Keycloak', what, 'it has none', 'Is the client confidential?');
  return answer.value;
}

async function shownClient(
  keycloak: KeycloakAdminClient,
  address: string,
  { realm, clientId }: ClientPlan,
  id: string,
): Promise<Representation | undefined> {
  return calling(address, `GET client ${clientId}`, () => keycloak.clients.findOne({ realm, id }));
}

function shown(client: Representation, plan: ClientPlan): Record<string, string> {
  const fields = Object.keys(plan.fields).map((key) => [
    key,
    (client as Readonly<Record<string, unknown>>)[key],
  ]);
  const attributes = Object.keys(plan.attributes).map((key) => [key, client.attributes?.[key]]);
  return Object.fromEntries([...fields, ...attributes].map(([key, value]) => [key, show(value)]));
}

/** What differs, with both values: none of them is secret. */
function differences(known: Representation, plan: ClientPlan): string[] {
  const fields = Object.entries(plan.fields).map(([key, wanted]) => [
    key,
    (known as Readonly<Record<string, unknown>>)[key],
    wanted,
  ]);
  const attributes = Object.entries(plan.attributes).map(([key, wanted]) => [
    key,
    known.attributes?.[key],
    wanted,
  ]);
  const plain = [...fields, ...attributes].filter(([, is, wanted]) => comparable(is) !== comparable(wanted));
  return [
    ...plain.map(([key, is, wanted]) => `${key} is ${show(is)}, not ${show(wanted)}`),
    ...plan.mappers
      .filter((each) => !hasMapper(known, each))
      .map(({ name }) => `mapper ${name} is not as planned`),
  ];
}

function hasMapper({ protocolMappers = [] }: Representation, wanted: Mapper): boolean {
  const known = protocolMappers.find(({ name }) => name === wanted.name);
  return (
    known?.protocolMapper === wanted.protocolMapper &&
    Object.entries(wanted.config).every(([key, value]) => known.config?.[key] === value)
  );
}

function created({ clientId, fields, attributes, mappers }: ClientPlan): Representation {
  return {
    ...fields,
    clientId,
    attributes: { ...attributes },
    protocolMappers: mappers.map((each) => ({ ...each, protocol: 'openid-connect' })),
  } as Representation;
}

async function update(
  keycloak: KeycloakAdminClient,
  address: string,
  plan: ClientPlan,
  id: string,
  known: Representation,
): Promise<void> {
  const { realm, clientId } = plan;
  const attributes = { ...known.attributes, ...plan.attributes };
  await calling(address, `PUT client ${clientId}`, () =>
    keycloak.clients.update({ realm, id }, {
      ...known,
      ...plan.fields,
      clientId,
      attributes,
    } as Representation),
  );
  for (const mapper of plan.mappers.filter((each) => !hasMapper(known, each))) {
    const body = { ...mapper, config: { ...mapper.config }, protocol: 'openid-connect' };
    const old = known.protocolMappers?.find(({ name }) => name === mapper.name);
    await calling(address, `mapper ${mapper.name} of client ${clientId}`, async () =>
      old?.id === undefined
        ? keycloak.clients.addProtocolMapper({ realm, id }, body)
        : keycloak.clients.updateProtocolMapper({ realm, id, mapperId: old.id }, { ...body, id: old.id }),
    );
  }
}

/** A session of a client never outlives that of the realm. Realms are shared, so this is said and not changed. */
async function realmSession(
  keycloak: KeycloakAdminClient,
  address: string,
  { realm, session }: ClientPlan,
): Promise<Step[]> {
  const found = await calling(address, `GET realm ${realm}`, () => keycloak.realms.findOne({ realm }));
  const limits: [string, number | undefined, number][] = [
    ['SSO session idle', found?.ssoSessionIdleTimeout, session.idle],
    ['SSO session max', found?.ssoSessionMaxLifespan, session.max],
  ];
  return limits
    .filter(([, limit, wanted]) => limit !== undefined && limit < wanted)
    .map(([name, limit, wanted]) => ({
      what: `realm ${realm}: ${name}`,
      state: 'limits',
      detail: `${limit} s: logins end then, and not after ${wanted} s as the config says; change it in the realm's settings`,
    }));
}

function comparable(value: unknown): string {
  return Array.isArray(value) ? JSON.stringify([...value].sort()) : String(value ?? '');
}

function show(value: unknown): string {
  return value === undefined || value === null ? 'not set' : JSON.stringify(value);
}
