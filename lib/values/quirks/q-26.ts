import type { QuirkNote } from './quirk';

export const q26: QuirkNote = {
  id: 'Q-26',
  decision: 'kept',
  chartDoes: "The user scheduler's ClusterRole is the one of Kubernetes 1.30.",
  weDo: 'Kept: so is the scheduler that uses it (image v1.30.11).',
};
