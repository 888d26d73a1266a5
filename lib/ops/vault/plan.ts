/** What a hub needs of Vault, as it is written there. Made from the config by lib/features/vault. */
export interface VaultObjects {
  readonly policies: readonly { readonly name: string; readonly text: string }[];
  readonly roles: readonly TokenRole[];
}

type Field = string | number | boolean | readonly string[];

export interface TokenRole {
  readonly name: string;
  readonly fields: Readonly<Record<string, Field>>;
}

export interface VaultPlanner {
  /** KV v2 mounts. */
  readonly mounts: readonly string[];
  /** Policies name the accessor of the auth method `token/`, which only Vault knows. */
  readonly objects: (accessor: string) => VaultObjects;
  readonly kubernetes: KubernetesLogin | undefined;
}

/** Login with the service account of the hub. */
export interface KubernetesLogin {
  readonly mount: string;
  readonly role: TokenRole;
  /** How Vault asks the cluster about a service account; undefined leaves what is there. */
  readonly config: Readonly<Record<string, Field>> | undefined;
}
