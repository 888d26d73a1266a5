/** `hubsynth vault token`. */
import { showDuration } from '../../document/duration';
import { ADMIN_TOKEN } from '../../features/vault/settings';
import { makeAdminToken } from '../../ops/vault/admin-token';
import type { VaultTokenOptions } from '../commands/vault';
import { printJson } from '../console';
import { EXIT } from '../exit-code';
import type { DayTwoRun } from './run';
import { storeBeside } from './secret-stores';
import { selectedHub } from './selected-hub';
import { vaultClient } from './vault-access';
import { settingsOf } from './vault-planner';

export const vaultToken: DayTwoRun<VaultTokenOptions> = async (options, console) => {
  const selected = selectedHub(options);
  const settings = settingsOf(selected);
  const { hub, rendered } = selected;
  if (settings.auth !== 'token') {
    console.say(`${hub.name} logs in with its service account (vault.auth: kubernetes): it needs no token.`);
    return EXIT.no;
  }
  const place = rendered.credentials.find(({ secret }) => secret.name === ADMIN_TOKEN.name);
  if (place === undefined) throw new Error('the output reads no admin token');
  const vault = await vaultClient(selected, options, 'a root token of Vault');
  const store = storeBeside(vault, selected, options);
  const made = await makeAdminToken(vault, {
    role: settings.roles.admin,
    keep: (current) => store.replace(place, { current }),
    displayName: `hub-${hub.name}`,
  });
  const stored = store.place(place);
  if (options.json) printJson({ ok: true, accessor: made.accessor, ttl: made.ttl, stored });
  else {
    process.stdout.write(
      `A token of ${showDuration(made.ttl)}, which its renewer keeps alive, is stored: ${stored} (accessor ${made.accessor}).\n`,
    );
    console.say(
      'The operator fetches it within secrets.refreshInterval, and the renewer takes it without a restart. The token before ends by itself.',
    );
  }
  return EXIT.done;
};
