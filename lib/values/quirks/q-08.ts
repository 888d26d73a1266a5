import type { JsonObject } from '../../document/json';
import { quirk } from './quirk';

/** Resources of the init container load-acme, from proxy.secretSync.resources. */
export const q08 = quirk({
  id: 'Q-08',
  decision: 'fixed',
  chartDoes:
    'proxy.secretSync.resources misses the init container load-acme; a compute quota then refuses the pod.',
  weDo: 'It gets them too: the same program in the same image.',
  occurs: ({ proxy }) =>
    Object.keys(proxy.secretSync.resources ?? {}).length > 0
      ? ['proxy', 'secretSync', 'resources']
      : undefined,
  chart: (_resources: JsonObject | null | undefined): JsonObject | undefined => undefined,
  fixed: (resources: JsonObject | null | undefined): JsonObject | undefined => resources ?? undefined,
});
