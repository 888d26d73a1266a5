/** `hubsynth keycloak client`: its arguments. What it does is in lib/cli/day-two. */
import type { Command } from 'commander';
import {
  type ClusterOptions,
  type CommonOptions,
  clusterOptions,
  common,
  type VaultOptions,
  vaultOptions,
} from '../day-two/options';

export interface KeycloakClientOptions extends CommonOptions, VaultOptions, ClusterOptions {
  readonly check?: boolean;
  readonly dryRun?: boolean;
  readonly keycloakUrl?: string;
  readonly adminRealm: string;
  readonly adminUser: string;
  readonly passwordFile?: string;
  readonly passwordStdin?: boolean;
  readonly newSecret?: boolean;
  readonly secretOut?: string;
}

export function addKeycloak(program: Command, run: (options: KeycloakClientOptions) => Promise<void>): void {
  const keycloak = program.command('keycloak').description('the login of a hub in Keycloak');
  vaultOptions(
    clusterOptions(common(keycloak.command('client'))),
    'a token of Vault, to store the client secret',
  )
    .description('create the client of the hub, or bring it in line with the config; store its secret')
    .option('--check', 'compare only; exit 1 when something differs')
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--keycloak-url <url>', 'address of Keycloak as seen from here; usually that of the config')
    .option('--admin-realm <realm>', 'realm of the administrator', 'master')
    .option('--admin-user <name>', 'name of the administrator', 'admin')
    .option('--password-file <file>', "a file with the administrator's password")
    .option('--password-stdin', 'read the password from standard input; otherwise it is asked for')
    .option('--new-secret', 'make a new client secret: the one before is void at once')
    .option('--secret-out <file>', 'write the client secret into this new file instead of the store')
    .addHelpText(
      'after',
      '\nThe client secret goes to where the hub reads it from: the store, or a Secret of the cluster.\nExit status: 0 done, 1 something differs or was refused, 2 the input is wrong, 3 a system cannot be reached.',
    )
    .action(run);
}
