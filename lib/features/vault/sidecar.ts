/** The container beside the hub that keeps its token for Vault alive. */
import type { Json, JsonObject } from '../../document/json';
import { FEATURE_VOLUMES as VOLUMES } from '../../values/feature-volumes';
import type { VaultSettings } from './settings';

export const CONFIG_FOLDER = '/vault/config';
export const TOKEN_FOLDER = '/vault/secrets';
export const ADMIN_TOKEN_FOLDER = '/vault/admin-token';
export const CA_FOLDER = '/vault/tls';
export const RENEWER_FILE = 'vault-token-renewer.sh';
export const AGENT_FILE = 'vault-agent.hcl';
const ACCOUNT_FOLDER = '/vault/service-account';

export interface SidecarProps {
  readonly settings: VaultSettings;
  readonly resources: JsonObject | undefined;
  readonly privateCa: boolean;
}

export function sidecar(props: SidecarProps): JsonObject {
  return props.settings.auth === 'token' ? renewer(props) : agent(props);
}

/** A shell script: it looks at what is left of the token, which no setting of Vault's own agent does. */
function renewer({ settings, resources, privateCa }: SidecarProps): JsonObject {
  const script = `${CONFIG_FOLDER}/${RENEWER_FILE}`;
  const ask = (verb: string) => ({ exec: { command: ['sh', script, verb] } });
  return {
    name: 'vault-token-renewer',
    image: settings.image,
    command: ['sh', script],
    env: [...vaultEnvironment(settings, privateCa), { name: 'RENEWER_PERIOD', value: `${settings.period}s` }],
    startupProbe: { ...ask('startup'), periodSeconds: 2, failureThreshold: 60, timeoutSeconds: 5 },
    readinessProbe: { ...ask('ready'), periodSeconds: 10, timeoutSeconds: 5 },
    livenessProbe: { ...ask('live'), periodSeconds: 30, failureThreshold: 3, timeoutSeconds: 5 },
    ...shared(resources, privateCa, { name: VOLUMES.vaultAdminToken, mountPath: ADMIN_TOKEN_FOLDER }),
  };
}

/** Vault's own agent, which logs in with the service account of the hub. */
function agent({ settings, resources, privateCa }: SidecarProps): JsonObject {
  return {
    name: 'vault-agent',
    image: settings.image,
    command: ['vault', 'agent', `-config=${CONFIG_FOLDER}/${AGENT_FILE}`],
    env: vaultEnvironment(settings, privateCa),
    ...shared(resources, privateCa, { name: VOLUMES.vaultAccount, mountPath: ACCOUNT_FOLDER }),
  };
}

function vaultEnvironment({ address }: VaultSettings, privateCa: boolean): Json[] {
  return [
    { name: 'VAULT_ADDR', value: address },
    ...(privateCa ? [{ name: 'VAULT_CACERT', value: `${CA_FOLDER}/ca.crt` }] : []),
  ];
}

/** The group of the hub may read the token; nobody may write anything else. */
function shared(resources: JsonObject | undefined, privateCa: boolean, credential: JsonObject): JsonObject {
  return {
    volumeMounts: [
      { name: VOLUMES.vaultConfig, mountPath: CONFIG_FOLDER, readOnly: true },
      { ...credential, readOnly: true },
      { name: VOLUMES.vaultToken, mountPath: TOKEN_FOLDER },
      ...(privateCa ? [{ name: VOLUMES.vaultCa, mountPath: CA_FOLDER, readOnly: true }] : []),
    ],
    resources: resources ?? { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    securityContext: {
      runAsUser: 100,
      runAsGroup: 1000,
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}

/** Configuration of the agent: log in, and write the token where the hub reads it. */
export function agentConfig({ kubernetes }: VaultSettings): string {
  return `auto_auth {
  method "kubernetes" {
    mount_path = ${JSON.stringify(`auth/${kubernetes.mount}`)}
    config = {
      role       = ${JSON.stringify(kubernetes.role)}
      token_path = "${ACCOUNT_FOLDER}/token"
    }
  }
  sink "file" {
    config = {
      path = "${TOKEN_FOLDER}/vault-token"
      mode = 416
    }
  }
}
`;
}
