/** Whether programs can use a user's server: three questions, of which each makes sense only after the one before. */
import type { Check } from '../check';
import type { HubApi } from '../hub-api/client';
import { withServerToken } from '../hub-api/user-token';
import { reason } from '../system-error';
import { type McpTool, toolsOf } from './endpoint';

export interface McpState {
  readonly checks: readonly Check[];
  readonly tools: readonly McpTool[];
}

/** `url`: of the endpoint, `https://lab.example.com/user/alice/mcp`. */
export async function mcpState(api: HubApi, user: string, url: string): Promise<McpState> {
  const running = await serverCheck(api, user);
  if (running.state !== 'ok') return { checks: [running], tools: [] };
  return withServerToken(api, user, 'hubsynth mcp', async (token) => {
    const enabled = extensionCheck(await api.ofServer(`${url}/healthz`, token));
    if (enabled.state !== 'ok') return { checks: [running, enabled], tools: [] };
    try {
      const tools = await toolsOf({ url, token, fetch: api.fetch });
      const detail = `${tools.length} tools`;
      return { checks: [running, enabled, { what: 'endpoint', state: 'ok', detail }], tools };
    } catch (error) {
      const detail = `does not answer as MCP: ${said(error)}`;
      return { checks: [running, enabled, { what: 'endpoint', state: 'wrong', detail }], tools: [] };
    }
  });
}

async function serverCheck(api: HubApi, user: string): Promise<Check> {
  const what = 'server';
  const found = await api.user(user);
  if (found === undefined) return { what, state: 'wrong', detail: `the hub knows no user ${user}` };
  const server = found.servers?.[''];
  if (server?.ready === true) return { what, state: 'ok', detail: 'runs' };
  const pending = server?.pending ? `is not ready yet (${server.pending})` : 'does not run';
  return { what, state: 'wrong', detail: `${pending}: ${user} can start it at the hub` };
}

function extensionCheck(status: number): Check {
  const what = 'extension';
  if (status === 404)
    return {
      what,
      state: 'wrong',
      detail: 'jupyter_mcp_server is not enabled there: docs/mcp.md says how an image gets it',
    };
  // The endpoint itself is asked next; here it is enough that something answers in its place.
  return status >= 500
    ? { what, state: 'wrong', detail: `the server answers with HTTP ${status}` }
    : { what, state: 'ok', detail: 'is enabled' };
}

function said(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'number' ? `code ${code}` : reason(error);
}
