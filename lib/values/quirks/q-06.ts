import { quirk } from './quirk';

/** The namespace of the subject in the RoleBinding of autohttps. */
export const q06 = quirk({
  id: 'Q-06',
  decision: 'fixed',
  chartDoes: 'The RoleBinding of autohttps names its ServiceAccount without a namespace.',
  weDo: 'The namespace is written out, as in every other binding.',
  chart: (_namespace: string): string | undefined => undefined,
  fixed: (namespace: string): string | undefined => namespace,
});
