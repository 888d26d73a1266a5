/** Where the credentials of a hub are, for commands. */
import type { Secrets } from '../../config/schema/secrets';
import { ClusterClient, type SecretData } from '../../ops/kubernetes/client';
import { type CredentialStore, KubernetesStore, VaultStore } from '../../ops/secrets/store';
import type { VaultClient } from '../../ops/vault/client';
import type { ClusterOptions, VaultOptions } from './options';
import type { SelectedHub } from './selected-hub';
import { vaultClient } from './vault-access';

export interface Stores {
  readonly store: CredentialStore;
  /** Whether Secrets of the cluster are made from the store by the operator. */
  readonly external: boolean;
  /** Undefined where no cluster is asked. */
  readonly live: ((name: string) => Promise<SecretData | undefined>) | undefined;
  readonly hubSecret: string;
}

export async function storesOf(
  selected: SelectedHub,
  options: VaultOptions & ClusterOptions,
): Promise<Stores> {
  const { hub } = selected;
  const { secrets } = hub.sections;
  const external = isExternal(secrets);
  const wantsCluster = !external || options.cluster !== false;
  const cluster = wantsCluster
    ? new ClusterClient({ kubeconfig: options.kubeconfig, context: options.context })
    : undefined;
  const store = external
    ? new VaultStore(
        await vaultClient(selected, options, 'a token of Vault'),
        secrets?.store?.mount ?? 'secret',
      )
    : new KubernetesStore(cluster as ClusterClient, hub.namespace);
  return {
    store,
    external,
    live: cluster && ((name) => cluster.secret(hub.namespace, name)),
    hubSecret: selected.rendered.hubSecret,
  };
}

/** Where one credential is, for a command that speaks with Vault already. */
export function storeBeside(
  vault: VaultClient,
  { hub }: SelectedHub,
  options: ClusterOptions,
): CredentialStore {
  const { secrets } = hub.sections;
  if (isExternal(secrets)) return new VaultStore(vault, secrets?.store?.mount ?? 'secret');
  const { kubeconfig, context } = options;
  return new KubernetesStore(new ClusterClient({ kubeconfig, context }), hub.namespace);
}

/** Whether Secrets of the cluster are made from a store by the operator. */
function isExternal(secrets: Secrets | undefined): boolean {
  return secrets !== undefined && (secrets.backend ?? 'externalSecrets') === 'externalSecrets';
}
