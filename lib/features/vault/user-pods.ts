/** What servers need to reach Vault. Their token comes from the hub (hub/pre_spawn_hook.py). */
import type { Json, JsonObject } from '../../document/json';
import { FEATURE_VOLUMES as VOLUMES } from '../../values/feature-volumes';
import type { VaultSettings } from './settings';
import { CA_FOLDER } from './sidecar';

export function userPods(settings: VaultSettings, ca: Json | undefined): JsonObject {
  const { address, mount, logLevel } = settings;
  return {
    extraEnv: {
      VAULT_ADDR: address,
      NOTEBOOK_VAULT_MOUNT: mount,
      BUUNSTACK_LOG_LEVEL: logLevel,
      ...(ca === undefined ? {} : { VAULT_CACERT: `${CA_FOLDER}/ca.crt` }),
    },
    ...(ca === undefined
      ? {}
      : {
          storage: {
            extraVolumes: [ca],
            extraVolumeMounts: [{ name: VOLUMES.vaultCa, mountPath: CA_FOLDER, readOnly: true }],
          },
        }),
    networkPolicy: { egress: [egress(address)] },
  };
}

/** Vault may have a private address, which servers may not reach otherwise. */
function egress(address: string): JsonObject {
  const { hostname, port, protocol } = new URL(address);
  const ports = [{ protocol: 'TCP', port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) }];
  // `vault.vault.svc` and longer: the namespace is known.
  const namespace = /^[^.]+\.([^.]+)\.svc(\.|$)/.exec(hostname)?.[1];
  if (namespace !== undefined)
    return {
      ports,
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }],
    };
  return { ports, to: [{ ipBlock: anywhere(hostname) }] };
}

/** A name may stand for any address but that of the cloud's metadata, which notebooks must never reach. */
function anywhere(hostname: string): JsonObject {
  if (/^[\d.]+$/.test(hostname)) return { cidr: `${hostname}/32` };
  return { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] };
}
