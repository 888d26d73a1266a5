/** `hubsynth token create`: its arguments. What it does is in lib/cli/day-two. */
import type { Command } from 'commander';
import { type HubOptions, hubOptions } from '../day-two/options';

export interface TokenCreateOptions extends HubOptions {
  /** The argument. */
  readonly user: string;
  readonly expires: string;
  readonly note: string;
  readonly self?: boolean;
  readonly allowAdmin?: boolean;
  readonly tokenOut?: string;
}

export function addToken(program: Command, run: (options: TokenCreateOptions) => Promise<void>): void {
  const token = program.command('token').description("users' tokens for the API of the hub");
  hubOptions(token.command('create'))
    .argument('<user>', 'name of the user; made where there is none')
    .description('make a token with which a program reaches the server of a user, and nothing else')
    .option('--expires <duration>', 'when it ends: 90d, 12h', '30d')
    .option('--note <text>', 'what it is for; it replaces the token with the same note', 'hubsynth')
    .option('--self', 'let it do all that the user may do, also make tokens that never end')
    .option('--allow-admin', 'also for an administrator of the hub')
    .option('--token-out <file>', 'write the token into this new file instead of on stdout')
    .addHelpText(
      'after',
      '\nOnly the token goes to stdout. Exit status: 0 done, 1 refused, 2 the input is wrong, 3 a system cannot be reached.',
    )
    .action((user: string, options: Omit<TokenCreateOptions, 'user'>) => run({ ...options, user }));
}
