import { autohttpsEnabled } from '../https';
import { quirk } from './quirk';

/** The Service that Traefik sends requests to. */
export const q11 = quirk({
  id: 'Q-11',
  decision: 'fixed',
  chartDoes: 'Traefik always sends requests to `proxy-http`, also where that Service has a prefix.',
  weDo: 'It sends them to the Service that is there.',
  occurs: (values) =>
    autohttpsEnabled(values.proxy) && values.fullnameOverride !== '' ? ['fullnameOverride'] : undefined,
  chart: (_service: string) => 'proxy-http',
  fixed: (service: string) => service,
});
