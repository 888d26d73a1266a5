import { quirk } from './quirk';

/** Which object carries proxy.traefik.serviceAccount.annotations. */
export const q05 = quirk<'role' | 'service-account'>({
  id: 'Q-05',
  decision: 'fixed',
  chartDoes: "Annotations for Traefik's ServiceAccount end up on its Role.",
  weDo: 'They go to the ServiceAccount.',
  occurs: ({ proxy: { traefik } }) =>
    Object.keys(traefik.serviceAccount.annotations ?? {}).length > 0
      ? ['proxy', 'traefik', 'serviceAccount', 'annotations']
      : undefined,
  chart: 'role',
  fixed: 'service-account',
});
