/** The sections of a config that features lower (lib/features). */
import type { AdminService } from './admin-service';
import type { Config } from './config';
import type { Culling } from './culling';
import type { Login } from './login';
import type { Secrets } from './secrets';
import type { Vault } from './vault';

/** Those that are on, and as their schema wants them. */
export interface Sections {
  readonly login?: Login;
  readonly secrets?: Secrets;
  readonly vault?: Vault;
  readonly culling?: Culling;
  readonly adminService?: AdminService;
}

export const SECTIONS = [
  'login',
  'secrets',
  'vault',
  'culling',
  'adminService',
] as const satisfies readonly (keyof Sections & keyof Config)[];
