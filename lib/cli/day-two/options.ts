/** Options that commands share. */
import type { Command } from 'commander';

export interface CommonOptions {
  readonly config: string;
  readonly hub?: string;
  readonly json?: boolean;
}

export interface VaultOptions {
  readonly vaultAddress?: string;
  readonly vaultCa?: string;
  readonly tokenFile?: string;
  readonly tokenStdin?: boolean;
}

export function common(command: Command): Command {
  return command
    .option('--config <dir>', 'folder of the config files', 'config')
    .option('--hub <name>', 'the hub; needed where there are several')
    .option('--json', 'print a report for programs on stdout');
}

/** A token is never an argument: everybody on the machine can read those. */
export function vaultOptions(command: Command, whose: string): Command {
  return command
    .option('--vault-address <url>', 'address of Vault as seen from here; usually that of the config')
    .option('--vault-ca <file>', 'certificates of the authority that signed the one of Vault')
    .option('--token-file <file>', `a file with ${whose}`)
    .option('--token-stdin', `read ${whose} from standard input; otherwise it is asked for`);
}

export interface ClusterOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  /** False with --no-cluster. */
  readonly cluster?: boolean;
}

export function clusterOptions(command: Command): Command {
  return command
    .option('--kubeconfig <file>', 'the kubeconfig; usually $KUBECONFIG or ~/.kube/config')
    .option('--context <name>', 'a context of it; usually the current one');
}

export interface HubOptions extends CommonOptions, VaultOptions, ClusterOptions {
  readonly hubUrl?: string;
  readonly hubCa?: string;
  readonly vaultTokenFile?: string;
}

/** How a command gets to the API of the hub: with the token of admin-service, wherever that is. */
export function hubOptions(command: Command): Command {
  return clusterOptions(common(command))
    .option('--hub-url <url>', 'address of the hub as seen from here; usually https://<host>')
    .option('--hub-ca <file>', 'certificates of the authority that signed the one of the hub')
    .option('--token-file <file>', 'a file with the token of admin-service')
    .option('--token-stdin', 'read it from standard input; otherwise its Secret in the cluster is read')
    .option('--vault-token-file <file>', 'a file with a token of Vault, to read it there instead')
    .option('--vault-address <url>', 'address of Vault as seen from here; usually that of the config')
    .option('--vault-ca <file>', 'certificates of the authority that signed the one of Vault');
}
