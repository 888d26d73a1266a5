/** `mcp`: programs use a user's server through the Model Context Protocol. */
import type { Static } from '@sinclair/typebox';
import { flag, section } from './words';

export const McpSection = section('The endpoint /user/<name>/mcp of each server, for its owner only.', {
  tokenInUrl: flag('Whether servers take tokens in the address too: they end up in logs then.', false),
});

export type Mcp = NonNullable<Static<typeof McpSection>>;
