/** `culling` becomes `cull`. A platform with Vault culls in any case: a server must not outlive its token. */
import { seconds } from '../../document/duration';
import type { Feature, FeatureContext } from '../feature';

const IDLE = '2h';
const EVERY = '10m';
const MAX_AGE = '6d';

export function culling({ sections }: FeatureContext): Feature {
  const { culling: own, vault } = sections;
  if (own === undefined && vault === undefined) return {};
  const { idle = IDLE, every = EVERY, maxAge = MAX_AGE } = own ?? {};
  return {
    values: {
      cull: {
        enabled: true,
        timeout: seconds(idle) ?? null,
        every: seconds(every) ?? null,
        maxAge: seconds(maxAge) ?? null,
      },
    },
  };
}
