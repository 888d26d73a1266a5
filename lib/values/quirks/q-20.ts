import type { QuirkNote } from './quirk';

export const q20: QuirkNote = {
  id: 'Q-20',
  decision: 'kept',
  chartDoes: 'Placeholder pods have no labels of user pods and no pod security context.',
  weDo: 'Kept: the labels would make NetworkPolicies and the hub count them as users; their container is restricted.',
};
