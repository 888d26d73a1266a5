import { isObject, type Json, type JsonObject } from '../../document/json';
import type { Path } from '../../document/path';
import { autohttpsEnabled } from '../https';
import { quirk } from './quirk';

/**
 * Which of two Traefik settings counts, the usual one or the user's. Not in the inventory: tried with the function of
 * the template library that the chart joins them with (sprig 3.3.0, `merge`).
 */
export const q27 = quirk({
  id: 'Q-27',
  decision: 'fixed',
  chartDoes: 'A Traefik setting of false, 0, or nothing does not replace the usual one.',
  weDo: 'What a user sets counts, whatever it is.',
  occurs: ({ proxy }) => {
    if (!autohttpsEnabled(proxy)) return undefined;
    const { extraStaticConfig, extraDynamicConfig } = proxy.traefik;
    return (
      emptyBelow(extraStaticConfig ?? {}, ['proxy', 'traefik', 'extraStaticConfig']) ??
      emptyBelow(extraDynamicConfig ?? {}, ['proxy', 'traefik', 'extraDynamicConfig'])
    );
  },
  chart: (usual: Json, own: Json) => (isEmpty(own) ? usual : own),
  fixed: (_usual: Json, own: Json) => own,
});

function isEmpty(value: Json): boolean {
  return !value || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** The first scalar or list that the chart might not see. */
function emptyBelow(map: JsonObject, path: Path): Path | undefined {
  for (const [key, value] of Object.entries(map)) {
    const at = [...path, key];
    const found = isObject(value) ? emptyBelow(value, at) : isEmpty(value) ? at : undefined;
    if (found) return found;
  }
  return undefined;
}
