/** The hub's own token for Vault. */
import type { VaultClient } from './client';

export interface AdminTokenProps {
  readonly role: string;
  /** Puts it where the hub's renewer reads it. */
  readonly keep: (token: string) => Promise<void>;
  /** What Vault's audit log calls it. */
  readonly displayName: string;
}

export interface AdminToken {
  readonly accessor: string;
  /** Seconds. */
  readonly ttl: number;
}

/**
 * Makes one through the role, which makes it periodic, and stores it. The one before stays valid until nobody renews
 * it: the hub may use it until the new one has reached it.
 */
export async function makeAdminToken(vault: VaultClient, props: AdminTokenProps): Promise<AdminToken> {
  const { role, keep, displayName } = props;
  const answer = await vault.write(`auth/token/create/${role}`, {
    policies: [role],
    display_name: displayName,
  });
  const auth = answer['auth'] as { client_token: string; accessor: string; lease_duration: number };
  try {
    await keep(auth.client_token);
  } catch (error) {
    // Nobody would know of it.
    await vault.write('auth/token/revoke-accessor', { accessor: auth.accessor });
    throw error;
  }
  return { accessor: auth.accessor, ttl: auth.lease_duration };
}
