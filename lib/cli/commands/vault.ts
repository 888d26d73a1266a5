/** `hubsynth vault ...`: their arguments. What they do is in lib/cli/day-two. */
import type { Command } from 'commander';
import {
  type ClusterOptions,
  type CommonOptions,
  clusterOptions,
  common,
  type VaultOptions,
  vaultOptions,
} from '../day-two/options';

export interface VaultSetupOptions extends CommonOptions, VaultOptions {
  readonly dryRun?: boolean;
  readonly kubernetesHost?: string;
  readonly kubernetesCa?: string;
  readonly kubernetesReviewer?: string;
}

export interface VaultTokenOptions extends CommonOptions, VaultOptions, ClusterOptions {}

export interface VaultCheckOptions extends CommonOptions, VaultOptions, ClusterOptions {}

interface Runs {
  readonly setup: (options: VaultSetupOptions) => Promise<void>;
  readonly token: (options: VaultTokenOptions) => Promise<void>;
  readonly check: (options: VaultCheckOptions) => Promise<void>;
}

const STATUS = '3 Vault cannot be reached.';

export function addVault(program: Command, run: Runs): void {
  const vault = program.command('vault').description('secrets of users in Vault');
  vaultOptions(common(vault.command('setup')), 'a root token')
    .description('write mounts, policies and roles that the hub needs; what is right is left alone')
    .option('--dry-run', 'change nothing; exit 1 when there is something to do')
    .option('--kubernetes-host <url>', 'with auth: kubernetes, the API server as Vault sees it')
    .option('--kubernetes-ca <file>', 'certificates of its authority')
    .option(
      '--kubernetes-reviewer <file>',
      'a token with which Vault asks the API server; needed where Vault runs elsewhere',
    )
    .addHelpText(
      'after',
      `\nExit status: 0 done, 1 something to do or refused, 2 the input is wrong, ${STATUS}`,
    )
    .action(run.setup);
  vaultOptions(clusterOptions(common(vault.command('token'))), 'a root token')
    .description("make the hub's token and store it; also to replace one by hand")
    .addHelpText('after', `\nExit status: 0 done, 1 refused, 2 the input is wrong, ${STATUS}`)
    .action(run.token);
  vaultOptions(clusterOptions(common(vault.command('check'))), 'a token that may read all of this')
    .description('compare Vault with the config, and try it with a token for nobody')
    .addHelpText(
      'after',
      `\nExit status: 0 all is well, 1 something is wrong, 2 the input is wrong, ${STATUS}`,
    )
    .action(run.check);
}
