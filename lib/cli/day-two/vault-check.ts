/** `hubsynth vault check`. */
import { showDuration } from '../../document/duration';
import { ADMIN_TOKEN } from '../../features/vault/settings';
import { isUserSlug, userSlug } from '../../features/vault/slug';
import { checkVault } from '../../ops/vault/check';
import type { VaultCheckOptions } from '../commands/vault';
import { plainTable } from '../plain-table';
import { showChecks } from './checks';
import type { DayTwoRun } from './run';
import { storeBeside } from './secret-stores';
import { selectedHub } from './selected-hub';
import { vaultAuthority, vaultClient } from './vault-access';
import { planner, settingsOf } from './vault-planner';

/** Names that no identity provider gives out. */
const NOBODY = 'hubsynth check';
const SOMEBODY_ELSE = 'hubsynth check, another';

export const vaultCheck: DayTwoRun<VaultCheckOptions> = async (options, console) => {
  const selected = selectedHub(options);
  const settings = settingsOf(selected);
  const plan = planner(selected, { host: undefined, ca: undefined, reviewer: undefined });
  const vault = await vaultClient(selected, options, 'a token of Vault');
  const { rendered } = selected;
  const place = rendered.credentials.find(({ secret }) => secret.name === ADMIN_TOKEN.name);
  const store = storeBeside(vault, selected, options);
  console.progress(`asking Vault at ${vault.address}`);
  const checks = await checkVault({
    vault,
    plan,
    adminToken: place && {
      place: store.place(place),
      read: async () => (await store.read(place))?.current,
    },
    ca: vaultAuthority(selected, options),
    maxTtl: settings.maxTtl,
    period: settings.period,
    user: {
      slug: userSlug(NOBODY),
      other: userSlug(SOMEBODY_ELSE),
      policyPrefix: settings.policyPrefix,
      template: settings.userPolicy,
      role: settings.roles.user,
    },
    folders: { mount: settings.mount, path: settings.userPath, isSlug: isUserSlug },
    now: Date.now(),
  });
  const timeline = rendered.vault?.timeline ?? [];
  const status = showChecks(checks, options.json, { timeline });
  if (!options.json) {
    const rows = timeline.map(({ after, of, what, because }) => [of, showDuration(after), what, because]);
    process.stdout.write(`\n${plainTable(rows)}\n`);
  }
  return status;
};
