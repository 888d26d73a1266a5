/** What servers need to reach Vault. Their token comes from the hub (hub/pre_spawn_hook.py). */
import type { Json, JsonObject } from '../../document/json';
import { FEATURE_VOLUMES as VOLUMES } from '../../values/feature-volumes';
import type { VaultSettings } from './settings';
import { CA_FOLDER } from './sidecar';

/** `egress`: the rule that lets them: Vault may have a private address, which servers may not reach otherwise. */
export function userPods(settings: VaultSettings, ca: Json | undefined, egress: JsonObject): JsonObject {
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
    networkPolicy: { egress: [egress] },
  };
}
