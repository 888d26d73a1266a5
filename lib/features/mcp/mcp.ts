/** `mcp`: the endpoint of each server, guarded whichever version of the extension the image has. */
import type { Feature, FeatureContext } from '../feature';

export function mcp({ sections }: FeatureContext): Feature {
  const own = sections.mcp;
  if (own === undefined) return {};
  return {
    values: {
      singleuser: {
        ...(own.tokenInUrl === true ? { extraEnv: { JUPYTERHUB_ALLOW_TOKEN_IN_URL: '1' } } : {}),
      },
    },
  };
}
