import type { QuirkNote } from './quirk';

export const q23: QuirkNote = {
  id: 'Q-23',
  decision: 'kept',
  chartDoes:
    'blockWithIptables puts a privileged container into every user pod, against Pod Security baseline.',
  weDo: 'Kept, and the rendered Namespace is labelled with the level that the pods need: without the container, baseline.',
};
