/** `hubsynth secrets check`. */
import { checkSecretStores } from '../../ops/secrets/check';
import type { SecretsCheckOptions } from '../commands/secrets';
import { showChecks } from './checks';
import type { DayTwoRun } from './run';
import { storesOf } from './secret-stores';
import { selectedHub } from './selected-hub';

export const secretsCheck: DayTwoRun<SecretsCheckOptions> = async (options, console) => {
  const selected = selectedHub(options);
  const { credentials, requiredSecrets } = selected.rendered;
  const { store, external, live } = await storesOf(selected, options);
  console.progress(`looking for ${credentials.length} values`);
  const checks = await checkSecretStores({
    credentials,
    required: requiredSecrets,
    store: external ? store : undefined,
    live,
  });
  return showChecks(checks, options.json);
};
