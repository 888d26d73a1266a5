import { autohttpsEnabled } from '../https';
import { quirk } from './quirk';

/** Whether the PodDisruptionBudget of autohttps is made, given whether autohttps is. */
export const q02 = quirk({
  id: 'Q-02',
  decision: 'fixed',
  chartDoes: 'The PodDisruptionBudget of autohttps is made also where there is no autohttps pod.',
  weDo: 'It is made only beside the pod.',
  occurs: (values) =>
    values.proxy.traefik.pdb.enabled && !autohttpsEnabled(values.proxy)
      ? ['proxy', 'traefik', 'pdb', 'enabled']
      : undefined,
  chart: (_autohttps: boolean) => true,
  fixed: (autohttps: boolean) => autohttps,
});
