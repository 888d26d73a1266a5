import { quirk } from './quirk';

interface Account {
  readonly create: boolean;
  readonly name?: string | null;
}

/** The ServiceAccount that puller pods run as. */
export const q16 = quirk({
  id: 'Q-16',
  decision: 'fixed',
  chartDoes:
    "Pullers without an account of their own ask for one that nobody makes; their pods can't be created.",
  weDo: 'They run as `default`, like every other pod without an account.',
  occurs: ({ prePuller: { continuous } }) =>
    continuous.enabled && !continuous.serviceAccount.create && !continuous.serviceAccount.name
      ? ['prePuller', 'continuous', 'serviceAccount', 'create']
      : undefined,
  chart: (account: Account, usual: string) => account.name || usual,
  fixed: (account: Account, usual: string) => account.name || (account.create ? usual : 'default'),
});
