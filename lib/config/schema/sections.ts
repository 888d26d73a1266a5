/** The sections of a config that features lower (lib/features). */
import type { AdminService } from './admin-service';
import type { Config } from './config';
import type { Culling } from './culling';
import type { Exposure } from './exposure';
import type { Gpu } from './gpu';
import type { Images } from './images';
import type { Login } from './login';
import type { Mcp } from './mcp';
import type { Monitoring } from './monitoring';
import type { Network } from './network';
import type { NodePools } from './node-pools';
import type { PodSecurity } from './pod-security';
import type { Profiles } from './profiles';
import type { Secrets } from './secrets';
import type { Storage } from './storage';
import type { Vault } from './vault';

/** Those that are on, and as their schema wants them. */
export interface Sections {
  readonly login?: Login;
  readonly secrets?: Secrets;
  readonly vault?: Vault;
  readonly culling?: Culling;
  readonly adminService?: AdminService;
  readonly profiles?: Profiles;
  readonly nodePools?: NodePools;
  readonly gpu?: Gpu;
  readonly storage?: Storage;
  readonly images?: Images;
  readonly mcp?: Mcp;
  readonly network?: Network;
  readonly exposure?: Exposure;
  readonly podSecurity?: PodSecurity;
  readonly monitoring?: Monitoring;
}

export const SECTIONS = [
  'login',
  'secrets',
  'vault',
  'culling',
  'adminService',
  'profiles',
  'nodePools',
  'gpu',
  'storage',
  'images',
  'mcp',
  'network',
  'exposure',
  'podSecurity',
  'monitoring',
] as const satisfies readonly (keyof Sections & keyof Config)[];
