/** What the config asks of Vault, in the form in which it is written there. */
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { vaultPlan } from '../../features/vault/policies';
import { type VaultSettings, vaultSettings } from '../../features/vault/settings';
import type { VaultPlanner } from '../../ops/vault/plan';
import type { SelectedHub } from './selected-hub';

export interface KubernetesApi {
  /** Address of the API server as Vault sees it. */
  readonly host: string | undefined;
  /** Its authority, PEM. */
  readonly ca: string | undefined;
  /** A token that may review others; undefined where Vault has one of its own. */
  readonly reviewer: string | undefined;
}

/** Throws where the hub has no section `vault`. */
export function settingsOf({ hub }: SelectedHub): VaultSettings {
  if (hub.sections.vault) return vaultSettings(hub.sections.vault);
  throw new DiagnosticError([
    {
      code: 'SCHEMA_MISSING_KEY',
      severity: 'error',
      message: `${hub.name} has no section vault.`,
      hint: 'Write vault: {address: https://vault.example.com} into its config.',
      ...(hub.position ? { position: hub.position } : {}),
    },
  ]);
}

export function planner(selected: SelectedHub, api: KubernetesApi): VaultPlanner {
  const settings = settingsOf(selected);
  const { hub } = selected;
  const mounts = [settings.mount, hub.sections.secrets?.store?.mount ?? 'secret'];
  return {
    mounts: [...new Set(mounts)],
    objects: (accessor) => vaultPlan(settings, accessor),
    kubernetes: settings.auth === 'kubernetes' ? kubernetesLogin(selected, settings, api) : undefined,
  };
}

function kubernetesLogin(
  { hub, rendered }: SelectedHub,
  settings: VaultSettings,
  { host, ca, reviewer }: KubernetesApi,
) {
  const { mount, role, audience } = settings.kubernetes;
  return {
    mount,
    role: {
      name: role,
      fields: {
        bound_service_account_names: [accountOf(rendered)],
        bound_service_account_namespaces: [hub.namespace],
        audience,
        alias_name_source: 'serviceaccount_uid',
        token_policies: [settings.roles.admin],
        token_no_default_policy: true,
        token_period: settings.period,
        token_type: 'service',
      },
    },
    config:
      host === undefined
        ? undefined
        : {
            kubernetes_host: host,
            ...(ca ? { kubernetes_ca_cert: ca } : {}),
            ...(reviewer ? { token_reviewer_jwt: reviewer } : {}),
          },
  };
}

/** The account that the rendered hub runs with. */
function accountOf({ folder }: SelectedHub['rendered']): string {
  const hub = folder?.objects.find(
    ({ manifest, component }) => component === 'hub' && manifest.kind === 'Deployment',
  );
  const spec = hub?.manifest['spec'] as { template?: { spec?: { serviceAccountName?: string } } } | undefined;
  return spec?.template?.spec?.serviceAccountName ?? 'default';
}
