/** What each command does that talks to a system. A bundle of its own (build/day-two.js): synthesis never loads it. */
import type { Console } from '../console';
import { guardedAsync } from '../guarded';
import { imagesBuild, imagesPush } from './images';
import { keycloakClient } from './keycloak-client';
import { mcpClaude, mcpConfig, mcpStatus } from './mcp';
import type { CommonOptions } from './options';
import type { DayTwoRun } from './run';
import { secretsCheck } from './secrets-check';
import { secretsInit } from './secrets-init';
import { secretsRotate } from './secrets-rotate';
import { storagePlan } from './storage-plan';
import { storageRelease } from './storage-release';
import { tokenCreate } from './token-create';
import { vaultCheck } from './vault-check';
import { vaultSetup } from './vault-setup';
import { vaultToken } from './vault-token';

const COMMANDS = {
  imagesBuild,
  imagesPush,
  keycloakClient,
  mcpClaude,
  mcpConfig,
  mcpStatus,
  secretsCheck,
  secretsInit,
  secretsRotate,
  storagePlan,
  storageRelease,
  tokenCreate,
  vaultCheck,
  vaultSetup,
  vaultToken,
} as const satisfies Readonly<Record<string, DayTwoRun<never>>>;

export type Commands = typeof COMMANDS;
export type RunCommand = <Name extends keyof Commands>(
  name: Name,
  options: Parameters<Commands[Name]>[0],
  console: Console,
) => Promise<number>;

/** Resolves with the exit status; problems are said. */
export const runCommand: RunCommand = (name, options, console) => {
  const command = COMMANDS[name] as DayTwoRun<CommonOptions>;
  return guardedAsync(console, () => command(options, console), options.json);
};
