/** A PodDisruptionBudget as the chart writes each of them. */
import { q07 } from '../../values/quirks/q-07';
import type { PodDisruptionBudget } from '../kubernetes/plain';
import type { Release } from './release';

export interface BudgetValues {
  readonly maxUnavailable?: number | null;
  readonly minAvailable?: number | null;
}

export function podDisruptionBudget(
  release: Release,
  name: string,
  component: string,
  limits: BudgetValues,
): PodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: release.metadata(name, component),
    spec: { ...budget(release, limits), selector: { matchLabels: release.selector(component) } },
  };
}

function budget(release: Release, { maxUnavailable, minAvailable }: BudgetValues) {
  const max = maxUnavailable ?? undefined;
  const min = minAvailable ?? undefined;
  const one = release.by(q07) === 'written' && max !== undefined;
  return { maxUnavailable: max, minAvailable: one ? undefined : min };
}
