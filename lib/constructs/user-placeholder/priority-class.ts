import type { Values } from '../../values/schema/values';
import type { PriorityClass } from '../kubernetes/plain';
import { priorityClass } from '../release/priority-class';
import type { Release } from '../release/release';

/** Lower than everything else, so that placeholders are evicted first; high enough for the autoscaler to count them. */
export function userPlaceholderPriorityClass(
  release: Release,
  { podPriority }: Values['scheduling'],
): PriorityClass {
  return priorityClass(release, {
    name: release.names.userPlaceholderPriority,
    component: 'user-placeholder',
    value: podPriority.userPlaceholderPriority ?? 0,
    description:
      'With a priority higher or eqaul to a cluster autoscalers priority cutoff, a pod can trigger a cluster scale up. ' +
      'At the same time, placeholder pods priority should be lower than other pods to make them evictable.',
  });
}
