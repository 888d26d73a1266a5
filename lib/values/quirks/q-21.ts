import type { QuirkNote } from './quirk';

export const q21: QuirkNote = {
  id: 'Q-21',
  decision: 'kept',
  chartDoes: 'No keys for start-up probes, topology spread, DNS settings or host aliases.',
  weDo: 'Kept: extraPodSpec takes them all.',
};
