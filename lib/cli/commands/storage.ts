/** `hubsynth storage ...`: their arguments. What they do is in lib/cli/day-two. */
import type { Command } from 'commander';
import { type ClusterOptions, type CommonOptions, clusterOptions, common } from '../day-two/options';

export interface StorageReleaseOptions extends CommonOptions, ClusterOptions {
  /** The arguments. */
  readonly names: readonly string[];
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly deleteData?: boolean;
}

export interface StoragePlanOptions extends CommonOptions {
  readonly out: string;
}

interface Runs {
  readonly plan: (options: StoragePlanOptions) => Promise<void>;
  readonly release: (options: StorageReleaseOptions) => Promise<void>;
}

export function addStorage(program: Command, run: Runs): void {
  const storage = program.command('storage').description('volumes and claims of a hub');
  common(storage.command('plan'))
    .description('how to move from the volumes of the output so far to those of the config')
    .option('--out <dir>', 'the output so far', 'dist')
    .addHelpText(
      'after',
      '\nPrints Markdown; nothing is asked of the cluster. Exit status: 0 nothing moves, 1 there is a plan, 2 the input is wrong.',
    )
    .action(run.plan);
  clusterOptions(common(storage.command('release')))
    .argument('[names...]', 'Kind/name, of those in migrations.released; usually all of them')
    .description('delete volumes and claims that left the output on purpose, once nothing uses them')
    .option('--dry-run', 'say what would be deleted; exit 1 when there is something')
    .option('--yes', 'do not ask')
    .option('--delete-data', 'also where the cluster deletes the data with the volume')
    .addHelpText(
      'after',
      '\nExit status: 0 done, 1 something is in use or to do, 2 the input is wrong, 3 the cluster cannot be reached.',
    )
    .action((names: string[], options: Omit<StorageReleaseOptions, 'names'>) =>
      run.release({ ...options, names }),
    );
}
