/** Vault's (or OpenBao's) HTTP API, as far as setting it up needs it. TLS is always verified. */
import nodeVault from 'node-vault';
import { reason, refused, unreachable } from '../system-error';

export interface VaultAccess {
  readonly address: string;
  /** Certificates of a private authority, PEM. */
  readonly ca: string | undefined;
  readonly token: string;
}

type Body = Readonly<Record<string, unknown>>;

/** What Vault answers: `data` and more, or undefined where there is nothing of that name. */
export type Answer = Readonly<Record<string, unknown>>;

export class VaultClient {
  readonly address: string;
  readonly #vault: nodeVault.client;

  constructor({ address, ca, token }: VaultAccess) {
    this.address = address;
    this.#vault = nodeVault({
      endpoint: address,
      token,
      // Its own debug output would hold secrets, and VAULT_SKIP_VERIFY would switch TLS off.
      debug: () => undefined,
      requestOptions: { timeout: 15_000, strictSSL: true, ...(ca === undefined ? {} : { ca }) },
    });
  }

  /** Undefined where there is nothing (404). */
  async read(path: string): Promise<Answer | undefined> {
    return this.#call('GET', path);
  }

  async list(path: string): Promise<readonly string[]> {
    const answer = await this.#call('LIST', path);
    const keys = (answer?.['data'] as { keys?: readonly string[] } | undefined)?.keys;
    return keys ?? [];
  }

  async write(path: string, body: Body): Promise<Answer> {
    return (await this.#call('POST', path, body)) ?? {};
  }

  /** `what` for messages: `policy jupyterhub-admin`. */
  async #call(method: string, path: string, json?: Body): Promise<Answer | undefined> {
    try {
      const request = { path: `/${path}`, method, ...(json === undefined ? {} : { json }) };
      return (await this.#vault.request(request)) as Answer;
    } catch (error) {
      const status = statusOf(error);
      if (status === 404 && json === undefined) return undefined;
      if (status === undefined || status >= 500)
        throw unreachable(
          'Vault',
          this.address,
          status === undefined ? error : named(`HTTP ${status}`, error),
        );
      throw refused('Vault', `${method} ${path}`, `${status} ${messages(error)}`, hintOf(status));
    }
  }
}

interface Refusal {
  readonly response?: {
    readonly statusCode?: number;
    readonly body?: { readonly errors?: readonly string[] };
  };
}

function statusOf(error: unknown): number | undefined {
  return (error as Refusal).response?.statusCode;
}

/** Vault's own words; they name paths and policies, no values. */
function messages(error: unknown): string {
  const errors = (error as Refusal).response?.body?.errors ?? [];
  return errors.length > 0 ? errors.join('; ').replaceAll(/\s+/g, ' ').trim() : reason(error);
}

function hintOf(status: number): string {
  return status === 403
    ? 'The token is wrong, has ended, or may not do this.'
    : 'Vault understood the request, and does not take it.';
}

/** Vault is sealed, in standby without a leader, or failing. */
function named(code: string, error: unknown): Error {
  const sealed = messages(error).includes('sealed') ? 'Vault is sealed' : code;
  return Object.assign(new Error(sealed), { code: sealed });
}
