import { httpsMode } from '../https';
import type { QuirkNote } from './quirk';

export const q04: QuirkNote = {
  id: 'Q-04',
  decision: 'refused',
  chartDoes: 'HTTPS that is enabled without a type, or with letsencrypt but no hosts, is silently off.',
  weDo: 'An error: set proxy.https.type, or proxy.https.hosts. Users would send passwords in the clear.',
  occurs: ({ proxy }) =>
    proxy.https.enabled && httpsMode(proxy) === 'off'
      ? ['proxy', 'https', proxy.https.type ? 'hosts' : 'type']
      : undefined,
};
