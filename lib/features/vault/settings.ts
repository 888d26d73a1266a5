/** The section `vault` with its defaults, and names that follow from it. */
import type { Vault } from '../../config/schema/vault';
import { seconds } from '../../document/duration';

export interface VaultSettings {
  readonly address: string;
  readonly auth: 'token' | 'kubernetes';
  readonly required: boolean;
  /** Seconds, as all times here. */
  readonly timeout: number;
  readonly mount: string;
  readonly userPath: string;
  readonly sharedPath: string | undefined;
  readonly policyPrefix: string;
  /** The policy that holds the text of all users' policies, where the hub reads it. */
  readonly userPolicy: string;
  readonly roles: { readonly admin: string; readonly user: string };
  readonly ttl: number;
  readonly maxTtl: number;
  readonly period: number;
  readonly kubernetes: { readonly mount: string; readonly role: string; readonly audience: string };
  readonly image: string;
  readonly logLevel: string;
}

export const ADMIN_TOKEN = { name: 'jupyterhub-vault-token', key: 'token' } as const;

export function vaultSettings(vault: Vault): VaultSettings {
  const {
    roles = {},
    userToken = {},
    adminToken = {},
    kubernetes = {},
    policyPrefix = 'jupyter-user-',
  } = vault;
  const admin = roles.admin ?? 'jupyterhub-admin';
  return {
    address: vault.address,
    auth: vault.auth ?? 'token',
    required: vault.required ?? true,
    timeout: time(vault.timeout, 30),
    mount: vault.mount ?? 'secret',
    userPath: vault.userPath ?? 'jupyter/users',
    sharedPath: vault.sharedPath,
    policyPrefix,
    userPolicy: policyPrefix.replace(/-$/, ''),
    roles: { admin, user: roles.user ?? 'jupyter-user' },
    ttl: time(userToken.ttl, '24h'),
    maxTtl: time(userToken.maxTtl, '168h'),
    period: time(adminToken.period, '24h'),
    kubernetes: {
      mount: kubernetes.mount ?? 'kubernetes',
      role: kubernetes.role ?? admin,
      audience: kubernetes.audience ?? 'vault',
    },
    image: image(vault.image ?? {}),
    logLevel: vault.logLevel ?? 'warning',
  };
}

function time(value: string | number | undefined, otherwise: string | number): number {
  return seconds(value ?? otherwise) ?? 0;
}

function image({ name = 'hashicorp/vault', tag = '1.17.5', digest }: NonNullable<Vault['image']>): string {
  return `${name}:${tag}${digest === undefined ? '' : `@${digest}`}`;
}
