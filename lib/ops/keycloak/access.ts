/** Keycloak's admin API, for an administrator. */
import KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import { reason, refused, unreachable } from '../system-error';

export interface KeycloakAccess {
  readonly address: string;
  /** The realm of the administrator. */
  readonly adminRealm: string;
  readonly user: string;
  readonly password: string;
}

/** Logged in. Throws a DiagnosticError where Keycloak does not answer, or knows no such administrator. */
export async function logIn({
  address,
  adminRealm,
  user,
  password,
}: KeycloakAccess): Promise<KeycloakAdminClient> {
  const client = new KeycloakAdminClient({ baseUrl: address, realmName: adminRealm });
  await calling(address, `the login of ${user}`, () =>
    client.auth({ grantType: 'password', clientId: 'admin-cli', username: user, password }),
  );
  return client;
}

/** A call whose failures are said in words for people. `what` is what was asked for. */
export async function calling<T>(address: string, what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const status = (error as { response?: { status?: number } }).response?.status;
    if (status === undefined || status >= 500)
      throw unreachable('Keycloak', address, status === undefined ? error : named(status));
    throw refused('Keycloak', what, `HTTP ${status} ${messageOf(error)}`, hintOf(status));
  }
}

function messageOf(error: unknown): string {
  const data = (error as { responseData?: { errorMessage?: unknown; error_description?: unknown } })
    .responseData;
  const message = data?.errorMessage ?? data?.error_description;
  return typeof message === 'string' ? message : reason(error);
}

function hintOf(status: number): string {
  if (status === 401) return 'User name or password of the administrator is wrong.';
  if (status === 404) return 'Is the realm right?';
  return status === 403
    ? 'The account may not manage clients of that realm.'
    : 'Keycloak understood, and does not take it.';
}

function named(status: number): Error {
  return Object.assign(new Error(`HTTP ${status}`), { code: `HTTP ${status}` });
}
