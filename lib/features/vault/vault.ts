/** `vault` becomes a sidecar of the hub, the settings of its hook, and what servers need to reach Vault. */
import { checksumOfTexts } from '../../document/checksum';
import type { Json } from '../../document/json';
import { FEATURE_VOLUMES as VOLUMES } from '../../values/feature-volumes';
import { authorityFiles } from '../certificate-authority';
import type { Feature, FeatureContext, FeatureObject } from '../feature';
import { reachVault } from '../network/services';
import { VAULT_TOKEN_RENEWER } from './renewer.generated';
import { ADMIN_TOKEN, type VaultSettings, vaultSettings } from './settings';
import { AGENT_FILE, agentConfig, CA_FOLDER, RENEWER_FILE, sidecar, TOKEN_FOLDER } from './sidecar';
import { userPods } from './user-pods';

export function vault(context: FeatureContext): Feature {
  const { sections, namespace } = context;
  if (sections.vault === undefined) return {};
  const settings = vaultSettings(sections.vault);
  const ca = authorityFiles(sections.vault.ca, {
    name: VOLUMES.vaultCa,
    namespace,
    component: 'vault',
    path: ['vault', 'ca'],
  });
  const privateCa = ca.volume !== undefined;
  const files = sidecarFiles(settings);
  return {
    values: {
      hub: {
        // The sidecar reads them when it starts.
        annotations: { 'checksum/vault-config': checksumOfTexts(files) },
        extraContainers: [sidecar({ settings, resources: sections.vault.resources, privateCa })],
        extraVolumes: [...volumes(settings), ...(ca.volume === undefined ? [] : [ca.volume])],
        extraVolumeMounts: [
          { name: VOLUMES.vaultToken, mountPath: TOKEN_FOLDER, readOnly: true },
          ...(privateCa ? [{ name: VOLUMES.vaultCa, mountPath: CA_FOLDER, readOnly: true }] : []),
        ],
      },
      singleuser: userPods(settings, ca.volume, reachVault(context)),
    },
    platform: {
      secretPerServer: true,
      hubDocuments: { 'vault.yaml': hookSettings(settings, privateCa) },
    },
    objects: [configMap(settings, files, namespace), ...ca.objects],
    problems: ca.problems,
    assumptions: [`Vault at ${settings.address} is set up: hubsynth vault check (vault).`],
  };
}

/** What hub/pre_spawn_hook.py reads. */
function hookSettings(settings: VaultSettings, privateCa: boolean) {
  const { address, userPath, policyPrefix, roles, ttl, required, timeout } = settings;
  return {
    address,
    ...(privateCa ? { ca: `${CA_FOLDER}/ca.crt` } : {}),
    tokenFile: `${TOKEN_FOLDER}/vault-token`,
    userPath,
    policyPrefix,
    role: roles.user,
    userToken: { ttl },
    required,
    timeout,
  };
}

function volumes({ auth, kubernetes }: VaultSettings): Json[] {
  const credential =
    auth === 'token'
      ? {
          name: VOLUMES.vaultAdminToken,
          secret: { secretName: ADMIN_TOKEN.name, items: [{ key: ADMIN_TOKEN.key, path: 'token' }] },
        }
      : {
          name: VOLUMES.vaultAccount,
          projected: {
            sources: [
              {
                serviceAccountToken: {
                  audience: kubernetes.audience,
                  expirationSeconds: 3600,
                  path: 'token',
                },
              },
            ],
          },
        };
  return [
    { name: VOLUMES.vaultConfig, configMap: { name: configName(auth) } },
    credential,
    { name: VOLUMES.vaultToken, emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
  ];
}

function configName(auth: VaultSettings['auth']): string {
  return auth === 'token' ? 'vault-token-renewer-config' : 'vault-agent-config';
}

function sidecarFiles(settings: VaultSettings): Record<string, string> {
  return settings.auth === 'token'
    ? { [RENEWER_FILE]: VAULT_TOKEN_RENEWER }
    : { [AGENT_FILE]: agentConfig(settings) };
}

function configMap(settings: VaultSettings, data: Record<string, string>, namespace: string): FeatureObject {
  const manifest = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: configName(settings.auth),
      namespace,
      labels: { 'app.kubernetes.io/managed-by': 'hubsynth' },
    },
    data,
  };
  return { component: 'vault', manifest };
}
