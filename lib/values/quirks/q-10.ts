import { httpsMode } from '../https';
import type { QuirkNote } from './quirk';

export const q10: QuirkNote = {
  id: 'Q-10',
  decision: 'refused',
  chartDoes:
    'With disableHttpPort the Ingress points at a port that is gone; without HTTPS the Service has none at all.',
  weDo: 'An error: leave disableHttpPort false.',
  occurs: ({ proxy, ingress }) =>
    proxy.service.disableHttpPort && (ingress.enabled || httpsMode(proxy) === 'off')
      ? ['proxy', 'service', 'disableHttpPort']
      : undefined,
};
