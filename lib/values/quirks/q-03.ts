import { quirk } from './quirk';

/** The name of the ServiceAccount that is made for the puller. */
export const q03 = quirk({
  id: 'Q-03',
  decision: 'fixed',
  chartDoes: "The puller's ServiceAccount keeps its usual name while its pods ask for the configured one.",
  weDo: 'The account gets the configured name.',
  occurs: ({ prePuller: { continuous } }) =>
    continuous.enabled && continuous.serviceAccount.create && continuous.serviceAccount.name
      ? ['prePuller', 'continuous', 'serviceAccount', 'name']
      : undefined,
  chart: (usual: string, _configured: string | null | undefined) => usual,
  fixed: (usual: string, configured: string | null | undefined) => configured || usual,
});
