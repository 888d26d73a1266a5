import { quirk } from './quirk';

/** The path of the hub's error pages, given the base URL without its last slash. */
export const q19 = quirk({
  id: 'Q-19',
  decision: 'fixed',
  chartDoes: 'The proxy asks for error pages at /hub/error also where the hub has a base URL, and gets none.',
  weDo: 'The base URL stands before it.',
  occurs: ({ hub, proxy }) =>
    hub.baseUrl.replace(/\/+$/, '') !== '' && !proxy.chp.errorTarget ? ['hub', 'baseUrl'] : undefined,
  chart: (_base: string) => '/hub/error',
  fixed: (base: string) => `${base}/hub/error`,
});
