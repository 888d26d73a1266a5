/** What is written into Vault for a hub: from the config, by lib/features/vault. */
import type { TokenRole, VaultPlan } from '../../features/vault/policies';

export interface VaultPlanner {
  /** KV v2 mounts. */
  readonly mounts: readonly string[];
  /** Policies name the accessor of the auth method `token/`, which only Vault knows. */
  readonly objects: (accessor: string) => VaultPlan;
  readonly kubernetes: KubernetesLogin | undefined;
}

/** Login with the service account of the hub. */
export interface KubernetesLogin {
  readonly mount: string;
  readonly role: TokenRole;
  /** How Vault asks the cluster about a service account; undefined leaves what is there. */
  readonly config: TokenRole['fields'] | undefined;
}
