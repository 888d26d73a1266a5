import { quirk } from './quirk';

/** The name of the PodDisruptionBudget of autohttps, from the proxy's name and its own. */
export const q01 = quirk({
  id: 'Q-01',
  decision: 'fixed',
  chartDoes: 'The PodDisruptionBudget of autohttps is called `proxy`, also beside the one of the proxy.',
  weDo: 'It is called `autohttps`: two objects of one name overwrite each other.',
  occurs: (values) => (values.proxy.traefik.pdb.enabled ? ['proxy', 'traefik', 'pdb', 'enabled'] : undefined),
  chart: (_own: string) => 'proxy',
  fixed: (own: string) => own,
});
