import type { QuirkNote } from './quirk';

export const q14: QuirkNote = {
  id: 'Q-14',
  decision: 'refused',
  chartDoes: 'HTTPS from a Secret that is not named renders a volume without a name.',
  weDo: 'An error: set proxy.https.secret.name.',
  occurs: ({ proxy: { https } }) =>
    https.enabled && https.type === 'secret' && !https.secret?.name
      ? ['proxy', 'https', 'secret', 'name']
      : undefined,
};
