import type { Values } from '../schema/values';
import { quirk } from './quirk';

/** The nameOverride that the hub reads to label user pods, from the one that was set and the app label. */
export const q18 = quirk({
  id: 'Q-18',
  decision: 'fixed',
  chartDoes:
    'With an empty or over-long nameOverride user pods get another app label than the NetworkPolicies select.',
  weDo: 'User pods get the label that everything else has.',
  occurs: ({ nameOverride }) =>
    nameOverride === '' || (nameOverride?.length ?? 0) > 63 ? ['nameOverride'] : undefined,
  chart: (set: Values['nameOverride'], _label: string) => set,
  fixed: (set: Values['nameOverride'], label: string) => (set === undefined || set === null ? set : label),
});
