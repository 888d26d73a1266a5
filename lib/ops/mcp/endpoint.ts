/** The MCP endpoint of a user's server, asked with the client of the protocol's authors. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

export interface McpTool {
  readonly name: string;
  readonly description: string;
}

export interface McpEndpoint {
  readonly url: string;
  readonly token: string;
  readonly fetch: (url: string | URL, init?: object) => Promise<Response>;
}

const TIMEOUT = 30_000;

/** What it offers. Throws the client's error where it does not answer as MCP. */
export async function toolsOf({ url, token, fetch }: McpEndpoint): Promise<McpTool[]> {
  const client = new Client({ name: 'hubsynth', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    fetch,
    requestInit: { headers: { Authorization: `token ${token}` } },
  });
  try {
    // The library's own types disagree under exactOptionalPropertyTypes.
    await client.connect(transport as Parameters<typeof client.connect>[0], { timeout: TIMEOUT });
    const { tools } = await client.listTools({}, { timeout: TIMEOUT });
    return tools.map(({ name, description = '' }) => ({ name, description: firstLine(description) }));
  } finally {
    await client.close();
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
