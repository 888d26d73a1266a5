/** JupyterHub's REST API, as far as commands need it. TLS is always verified. */
import { Agent, fetch } from 'undici';
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { refused, unreachable } from '../system-error';

export interface HubAccess {
  /** With the base path: `https://lab.example.com/`. */
  readonly address: string;
  /** Certificates of a private authority, PEM. */
  readonly ca: string | undefined;
  readonly token: string;
}

export interface HubUser {
  readonly name: string;
  readonly admin?: boolean;
  readonly roles?: readonly string[];
  readonly servers?: Readonly<Record<string, { readonly ready?: boolean; readonly pending?: string | null }>>;
}

export interface HubToken {
  readonly id: string;
  readonly note: string;
  readonly scopes: readonly string[];
  readonly expires_at: string | null;
}

const TIMEOUT = 30_000;

export class HubApi {
  readonly address: string;
  readonly #dispatcher: Agent;
  readonly #token: string;

  constructor({ address, ca, token }: HubAccess) {
    this.address = address;
    this.#token = token;
    this.#dispatcher = new Agent({ connect: ca === undefined ? {} : { ca } });
  }

  /** Undefined where there is no such user, or none that this token may see. */
  async user(name: string): Promise<HubUser | undefined> {
    return (await this.#call('GET', `users/${segment(name)}`)) as HubUser | undefined;
  }

  /** False where somebody else has made it. */
  async createUser(name: string): Promise<boolean> {
    return (await this.#call('POST', `users/${segment(name)}`, undefined, [409])) !== undefined;
  }

  async tokens(name: string): Promise<readonly HubToken[]> {
    const found = (await this.#call('GET', `users/${segment(name)}/tokens`)) as
      | { readonly api_tokens?: readonly HubToken[] }
      | undefined;
    return found?.api_tokens ?? [];
  }

  /** `scopes` is never left out: such a token could do all that its user can. */
  async createToken(
    name: string,
    body: { readonly note: string; readonly expires_in: number; readonly scopes: readonly string[] },
  ): Promise<HubToken & { readonly token: string }> {
    return (await this.#call('POST', `users/${segment(name)}/tokens`, body)) as HubToken & {
      readonly token: string;
    };
  }

  async revoke(name: string, id: string): Promise<void> {
    await this.#call('DELETE', `users/${segment(name)}/tokens/${segment(id)}`, undefined, [404]);
  }

  /** A request of a user's server, in the name of the owner of `token`. Follows no redirect: those go to the login. */
  async ofServer(url: string, token: string): Promise<number> {
    const headers = { authorization: `token ${token}` };
    const answer = await this.#fetch(url, { method: 'GET', headers });
    await answer.body?.cancel();
    return answer.status;
  }

  /** For libraries that bring requests of their own. */
  readonly fetch = (url: string | URL, init?: object): Promise<Response> =>
    fetch(url, { ...init, dispatcher: this.#dispatcher, redirect: 'manual' }) as unknown as Promise<Response>;

  /** Undefined for 404 of a GET, and for what is `expected`. */
  async #call(
    method: string,
    path: string,
    body?: object,
    expected: readonly number[] = [],
  ): Promise<unknown> {
    const answer = await this.#fetch(`${this.address}hub/api/${path}`, {
      method,
      headers: { authorization: `token ${this.#token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (answer.ok) return text === '' ? {} : parsed(text, this.address);
    if (expected.includes(answer.status) || (method === 'GET' && answer.status === 404)) return undefined;
    if (answer.status >= 500) throw unreachable('JupyterHub', this.address, coded(`HTTP ${answer.status}`));
    const hint =
      answer.status === 401 || answer.status === 403
        ? 'The token is not one of this hub, or adminService.scopes are too narrow for this.'
        : 'JupyterHub understood the request, and does not take it.';
    throw refused('JupyterHub', `${method} ${path}`, `${answer.status} ${messageOf(text)}`.trim(), hint);
  }

  async #fetch(url: string, init: { method: string; headers: Record<string, string>; body?: string }) {
    try {
      return await fetch(url, {
        ...init,
        dispatcher: this.#dispatcher,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT),
      });
    } catch (error) {
      throw unreachable('JupyterHub', this.address, error);
    }
  }
}

/** A user's name in a path, as JupyterHub itself writes it. Throws for names that would be another path. */
export function segment(name: string): string {
  if (['', '.', '..'].includes(name))
    throw new DiagnosticError([
      { code: 'USER_NAME', severity: 'error', message: `"${name}" is no name of a user.` },
    ]);
  return encodeURIComponent(name)
    .replaceAll('%40', '@')
    .replaceAll(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}

function parsed(text: string, address: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreachable('JupyterHub', address, coded('the answer is no JSON'));
  }
}

/** JupyterHub's own words. */
function messageOf(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? message.replaceAll(/\s+/g, ' ').replace(/\.$/, '') : '';
  } catch {
    return '';
  }
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}
