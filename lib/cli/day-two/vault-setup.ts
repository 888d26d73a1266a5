/** `hubsynth vault setup`. */
import { setUpVault } from '../../ops/vault/setup';
import type { VaultSetupOptions } from '../commands/vault';
import type { DayTwoRun } from './run';
import { readSecret, readText } from './secret-input';
import { selectedHub } from './selected-hub';
import { showSteps } from './steps';
import { vaultClient } from './vault-access';
import { planner } from './vault-planner';

export const vaultSetup: DayTwoRun<VaultSetupOptions> = async (options, console) => {
  const selected = selectedHub(options);
  const { kubernetesHost: host, kubernetesCa, kubernetesReviewer } = options;
  const ca = kubernetesCa === undefined ? undefined : readText(kubernetesCa);
  const plan = planner(selected, { host, ca, reviewer: await reviewerToken(kubernetesReviewer) });
  const vault = await vaultClient(selected, options, 'a root token of Vault');
  console.progress(`asking Vault at ${vault.address}`);
  const steps = await setUpVault(vault, plan, options.dryRun === true);
  return showSteps(steps, options.json, console);
};

async function reviewerToken(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  return readSecret({
    file,
    stdin: false,
    what: 'the token of the reviewer',
    options: '--kubernetes-reviewer',
  });
}
