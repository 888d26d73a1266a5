import type { QuirkNote } from './quirk';

export const q12: QuirkNote = {
  id: 'Q-12',
  decision: 'refused',
  chartDoes: 'A section set to null ends the rendering with a template error that names no line.',
  weDo: 'The same refusal, with the line and the way out.',
};
