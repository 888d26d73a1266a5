/** `hubsynth mcp config`, `mcp claude`, `mcp status`. */
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic';
import { hubAddress } from '../../features/login/login';
import { segment } from '../../ops/hub-api/client';
import { mcpState } from '../../ops/mcp/status';
import type { McpClaudeOptions, McpOptions } from '../commands/mcp';
import { printJson } from '../console';
import { EXIT } from '../exit-code';
import { plainTable } from '../plain-table';
import { showChecks } from './checks';
import { hubApi } from './hub-access';
import type { DayTwoRun } from './run';
import { type SelectedHub, selectedHub } from './selected-hub';

const HEADER = `Authorization: token \${JUPYTERHUB_TOKEN}`;

export const mcpClaude: DayTwoRun<McpClaudeOptions> = async (options) => {
  const url = publicUrl(withMcp(options), options.user);
  const [name, value] = HEADER.split(': ') as [string, string];
  printJson({
    mcpServers: { [`jupyter-${options.user}`]: { type: 'http', url, headers: { [name]: value } } },
  });
  return EXIT.done;
};

export const mcpConfig: DayTwoRun<McpOptions> = async (options, console) => {
  const { selected, checks, tools } = await asked(options, console.progress.bind(console));
  const url = publicUrl(selected, options.user);
  const wrong = checks.find(({ state }) => state === 'wrong');
  if (options.json) printJson({ ok: wrong === undefined, url, transport: 'http', header: HEADER, tools });
  else {
    const rows = [
      ['url', url],
      ['transport', 'streamable HTTP'],
      ['header', HEADER],
      ['token', `hubsynth token create ${options.user}`],
    ];
    process.stdout.write(`${plainTable(rows)}\n`);
    if (tools.length > 0)
      process.stdout.write(`\n${plainTable(tools.map((each) => [each.name, each.description]))}\n`);
  }
  if (wrong) console.say(`The tools are not known: ${wrong.what}: ${wrong.detail}.`);
  return wrong ? EXIT.no : EXIT.done;
};

export const mcpStatus: DayTwoRun<McpOptions> = async (options, console) => {
  const { checks } = await asked(options, console.progress.bind(console));
  return showChecks(checks, options.json);
};

async function asked(options: McpOptions, progress: (text: string) => void) {
  const selected = withMcp(options);
  const api = await hubApi(selected, options);
  progress(`asking JupyterHub at ${api.address}`);
  const state = await mcpState(api, options.user, `${api.address}user/${segment(options.user)}/mcp`);
  progress('');
  return { selected, ...state };
}

/** As users reach it, wherever this command does. */
function publicUrl({ hub }: SelectedHub, user: string): string {
  return `${hubAddress(hub).replace(/\/*$/, '')}/user/${segment(user)}/mcp`;
}

function withMcp(options: McpClaudeOptions): SelectedHub {
  const selected = selectedHub(options);
  const { hub } = selected;
  if (hub.sections.mcp !== undefined) return selected;
  const diagnostic: Diagnostic = {
    code: 'SCHEMA_MISSING_KEY',
    severity: 'error',
    message: `${hub.name} has no section mcp.`,
    hint: 'Add mcp: {} to the config.',
    ...(hub.position ? { position: hub.position } : {}),
  };
  throw new DiagnosticError([diagnostic]);
}
