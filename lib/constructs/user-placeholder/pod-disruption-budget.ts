import type { PodDisruptionBudget } from '../kubernetes/plain';
import { podDisruptionBudget } from '../release/pod-disruption-budget';
import type { Release } from '../release/release';

/** Placeholders may go at any time (O-31). */
export function userPlaceholderPodDisruptionBudget(release: Release): PodDisruptionBudget {
  return podDisruptionBudget(release, release.names.of('user-placeholder'), 'user-placeholder', {
    minAvailable: 0,
  });
}
