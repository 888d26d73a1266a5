/** `hubsynth mcp ...`: their arguments. What they do is in lib/cli/day-two. */
import type { Command } from 'commander';
import { type CommonOptions, common, type HubOptions, hubOptions } from '../day-two/options';

export interface McpOptions extends HubOptions {
  /** The argument. */
  readonly user: string;
}

export interface McpClaudeOptions extends CommonOptions {
  readonly user: string;
}

interface Runs {
  readonly config: (options: McpOptions) => Promise<void>;
  readonly claude: (options: McpClaudeOptions) => Promise<void>;
  readonly status: (options: McpOptions) => Promise<void>;
}

const STATUS = '2 the input is wrong, 3 a system cannot be reached.';

export function addMcp(program: Command, run: Runs): void {
  const mcp = program.command('mcp').description('the MCP endpoint of a user');
  const user = ['<user>', 'name of the user'] as const;
  hubOptions(mcp.command('config'))
    .argument(...user)
    .description('what an MCP client needs to connect, and the tools that the endpoint offers')
    .addHelpText('after', `\nExit status: 0 done, 1 the endpoint does not answer, ${STATUS}`)
    .action((name: string, options: Omit<McpOptions, 'user'>) => run.config({ ...options, user: name }));
  common(mcp.command('claude'))
    .argument(...user)
    .description('print a .mcp.json for Claude Code; nothing is asked of the hub')
    .addHelpText(
      'after',
      '\nThe token is taken from the variable JUPYTERHUB_TOKEN (hubsynth token create). Exit status: 0 done, 2 the input is wrong.',
    )
    .action((name: string, options: Omit<McpClaudeOptions, 'user'>) =>
      run.claude({ ...options, user: name }),
    );
  hubOptions(mcp.command('status'))
    .argument(...user)
    .description('does the server run, is the extension enabled, does the endpoint answer')
    .addHelpText('after', `\nExit status: 0 all is well, 1 something is wrong, ${STATUS}`)
    .action((name: string, options: Omit<McpOptions, 'user'>) => run.status({ ...options, user: name }));
}
