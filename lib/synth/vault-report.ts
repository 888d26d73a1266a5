/** How long servers and tokens live, from the effective values: problems, and a table for reports. */
import type { Vault } from '../config/schema/vault';
import type { FeatureProblem } from '../features/feature';
import { type CullTimes, lifecycleProblems } from '../features/vault/lifecycle';
import { vaultSettings } from '../features/vault/settings';
import { type TimelineRow, timeline } from '../features/vault/timeline';
import type { Values } from '../values/schema/values';

export interface VaultReport {
  readonly problems: readonly FeatureProblem[];
  readonly timeline: readonly TimelineRow[];
}

export function vaultReport(vault: Vault | undefined, { cull }: Values): VaultReport | undefined {
  if (vault === undefined) return undefined;
  const settings = vaultSettings(vault);
  const times: CullTimes = {
    enabled: cull.enabled === true,
    timeout: Number(cull.timeout ?? 0),
    every: Number(cull.every ?? 0),
    maxAge: Number(cull.maxAge ?? 0),
  };
  return { problems: lifecycleProblems(settings, times), timeline: timeline(settings, times) };
}
