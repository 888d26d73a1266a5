/** Volumes that features add to the hub pod. None holds code, which other volumes of a user might. */
export const FEATURE_VOLUMES = {
  loginCa: 'login-ca',
  vaultConfig: 'vault-config',
  vaultAdminToken: 'vault-admin-token',
  vaultToken: 'vault-token',
  vaultAccount: 'vault-service-account',
  vaultCa: 'vault-ca',
} as const;

const NAMES: ReadonlySet<unknown> = new Set(Object.values(FEATURE_VOLUMES));

export function isFeatureVolume(name: unknown): boolean {
  return NAMES.has(name);
}
