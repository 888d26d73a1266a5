import type { QuirkNote } from './quirk';

export const q17: QuirkNote = {
  id: 'Q-17',
  decision: 'kept',
  chartDoes: 'Each image is pulled by running /bin/sh in it; an image without a shell blocks the puller.',
  weDo: 'Kept: which images have a shell cannot be known from the config, and every notebook image has one.',
};
