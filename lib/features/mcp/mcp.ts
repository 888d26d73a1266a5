/** `mcp`: the endpoint of each server, guarded whichever version of the extension the image has. */
import type { Feature, FeatureContext } from '../feature';
import { imageSettings } from '../images/images';
import { offered } from '../profiles/offered';
import { MCP_GUARD } from './guard.generated';

/**
 * Jupyter reads jupyter_config.py of both beside the files that an image has: the second is the first with
 * JUPYTER_PLATFORM_DIRS. No image of Docker Stacks has such a file in them.
 */
const FOLDERS = { 'mcp-guard.py': '/usr/local/etc/jupyter', 'mcp-guard-xdg.py': '/etc/xdg/jupyter' };

export function mcp({ sections }: FeatureContext): Feature {
  const own = sections.mcp;
  // These have the extension whether it is wanted or not.
  const images: readonly unknown[] = Object.values(imageSettings(sections.images));
  if (own === undefined && !offered(sections).some(({ settings }) => images.includes(settings.image)))
    return {};
  return {
    values: {
      singleuser: {
        extraFiles: Object.fromEntries(
          Object.entries(FOLDERS).map(([key, folder]) => [
            key,
            { mountPath: `${folder}/jupyter_config.py`, stringData: MCP_GUARD },
          ]),
        ),
        ...(own?.tokenInUrl === true ? { extraEnv: { JUPYTERHUB_ALLOW_TOKEN_IN_URL: '1' } } : {}),
      },
    },
  };
}
