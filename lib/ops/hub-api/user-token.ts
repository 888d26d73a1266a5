/** Tokens of users: for their own server, with an end, and nothing more unless it is asked for. */
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { refused } from '../system-error';
import type { HubApi, HubUser } from './client';

export interface UserTokenProps {
  readonly user: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly note: string;
  /** Adds the scope `self`: all that the user may do, also to make tokens without an end. */
  readonly self: boolean;
  readonly allowAdmin: boolean;
}

export interface UserToken {
  readonly token: string;
  readonly id: string;
  readonly scopes: readonly string[];
  readonly expires: string | null;
  /** Whether the user was made. */
  readonly created: boolean;
  /** Tokens with the same note before this one. */
  readonly revoked: number;
}

export function serverScope(user: string): string {
  return `access:servers!user=${user}`;
}

export async function makeUserToken(api: HubApi, props: UserTokenProps): Promise<UserToken> {
  const { user, expiresIn, note, self, allowAdmin } = props;
  const known = await api.user(user);
  const created = known === undefined && (await create(api, user));
  const found = known ?? (await api.user(user));
  if (!allowAdmin) refuseAdmin(user, found);
  const earlier = (await api.tokens(user)).filter((each) => isOf(each.note, note));
  const scopes = [serverScope(user), ...(self ? ['self'] : [])];
  const made = await api.createToken(user, { note, expires_in: expiresIn, scopes });
  if (made.expires_at === null || (!self && made.scopes.some((each) => !ofServer(user).includes(each)))) {
    await api.revoke(user, made.id);
    throw refused(
      'JupyterHub',
      `a token of ${user} with these limits`,
      `it made one with ${made.scopes.join(', ')} and ${made.expires_at ?? 'no end'}, which was revoked`,
      'Is this JupyterHub 5?',
    );
  }
  for (const { id } of earlier) await api.revoke(user, id);
  const { token, id, expires_at: expires } = made;
  return { token, id, scopes: made.scopes, expires, created, revoked: earlier.length };
}

/** JupyterHub adds to the scope of a server that its user's name and groups can be read. */
function ofServer(user: string): string[] {
  return [serverScope(user), `read:users:name!user=${user}`, `read:users:groups!user=${user}`];
}

/** A token for a moment, which is gone when `use` has ended. */
export async function withServerToken<T>(
  api: HubApi,
  user: string,
  note: string,
  use: (token: string) => Promise<T>,
): Promise<T> {
  const { id, token } = await api.createToken(user, { note, expires_in: 300, scopes: [serverScope(user)] });
  try {
    return await use(token);
  } finally {
    await api.revoke(user, id);
  }
}

async function create(api: HubApi, user: string): Promise<boolean> {
  // JupyterHub lowers names at the login: nobody could ever log in as such a user.
  if (user !== user.toLowerCase())
    throw new DiagnosticError([
      {
        code: 'USER_NAME',
        severity: 'error',
        message: `There is no user ${user}, and the hub makes names of users lower case.`,
        hint: `Did you mean ${user.toLowerCase()}?`,
      },
    ]);
  return api.createUser(user);
}

/** JupyterHub adds to a note who asked for the token. */
function isOf(written: string, note: string): boolean {
  return written === note || written.startsWith(`${note} by `);
}

function refuseAdmin(user: string, found: HubUser | undefined): void {
  const isAdmin = found?.admin ?? found?.roles?.includes('admin');
  if (isAdmin === false) return;
  throw new DiagnosticError([
    {
      code: 'USER_ADMIN',
      severity: 'error',
      message:
        isAdmin === true
          ? `${user} is an administrator of the hub.`
          : `Whether ${user} is an administrator of the hub cannot be seen with this token.`,
      hint: 'Give --allow-admin if a token of an administrator is what you want.',
    },
  ]);
}
