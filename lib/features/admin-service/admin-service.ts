/** `adminService`: a service of the hub with a role, and a token that programs use. */
import type { Feature, FeatureContext } from '../feature';

export const ADMIN_SERVICE_TOKEN = { name: 'jupyterhub-admin-service-token', key: 'token' } as const;

const SCOPES = ['admin:users', 'tokens', 'admin:servers'];

export function adminService({ sections }: FeatureContext): Feature {
  const own = sections.adminService;
  if (own === undefined) return {};
  return {
    values: {
      hub: {
        services: { 'admin-service': { apiToken: { secret: { ...ADMIN_SERVICE_TOKEN } } } },
        loadRoles: {
          'admin-service-role': { scopes: own.scopes ?? [...SCOPES], services: ['admin-service'] },
        },
      },
    },
  };
}
