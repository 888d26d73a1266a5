/** `hubsynth secrets ...`: their arguments. What they do is in lib/cli/day-two. */
import type { Command } from 'commander';
import { collect } from '../collect';
import {
  type ClusterOptions,
  type CommonOptions,
  clusterOptions,
  common,
  type VaultOptions,
  vaultOptions,
} from '../day-two/options';

interface StoreOptions extends CommonOptions, VaultOptions, ClusterOptions {}

export interface SecretsInitOptions extends StoreOptions {
  readonly dryRun?: boolean;
  readonly fromFile?: readonly string[];
}

export interface SecretsRotateOptions extends StoreOptions {
  /** The argument. */
  readonly secret: string;
  readonly yes?: boolean;
  readonly value?: string;
}

export type SecretsCheckOptions = StoreOptions;

interface Runs {
  readonly init: (options: SecretsInitOptions) => Promise<void>;
  readonly rotate: (options: SecretsRotateOptions) => Promise<void>;
  readonly check: (options: SecretsCheckOptions) => Promise<void>;
}

const STATUS = '2 the input is wrong, 3 a system cannot be reached.';
const TOKEN = 'a token of Vault';
const NO_CLUSTER = 'do not ask the cluster';

export function addSecrets(program: Command, run: Runs): void {
  const secrets = program.command('secrets').description('credentials of a hub, in the store or the cluster');
  vaultOptions(clusterOptions(common(secrets.command('init'))), TOKEN)
    .description('write values that are missing: those of a live Helm release first, then random ones')
    .option('--from-file <name=file>', 'the value of one secret; may be given several times', collect)
    .option('--no-cluster', `${NO_CLUSTER} for values of a live Helm release`)
    .option('--dry-run', 'write nothing')
    .addHelpText(
      'after',
      `\nNothing that is there is changed. Exit status: 0 done, 1 something is still missing, ${STATUS}`,
    )
    .action(run.init);
  vaultOptions(clusterOptions(common(secrets.command('rotate'))), TOKEN)
    .argument('<name>', 'the secret, as `hubsynth secrets check` calls it')
    .description('replace one value on purpose')
    .option('--value <file>', 'a file with the new value; otherwise it is random')
    .option('--yes', 'do not ask')
    .addHelpText('after', `\nExit status: 0 done, 1 refused, ${STATUS}`)
    .action((name: string, options: Omit<SecretsRotateOptions, 'secret'>) =>
      run.rotate({ ...options, secret: name }),
    );
  vaultOptions(clusterOptions(common(secrets.command('check'))), TOKEN)
    .description('compare what the output needs with what is there')
    .option('--no-cluster', NO_CLUSTER)
    .addHelpText('after', `\nExit status: 0 all is there, 1 something is missing or stale, ${STATUS}`)
    .action(run.check);
}
