import type { Values } from '../../values/schema/values';
import type { PriorityClass } from '../kubernetes/plain';
import { priorityClass } from '../release/priority-class';
import type { Release } from '../release/release';

/** Priority of core pods and of users' servers. */
export function defaultPriorityClass(release: Release, { podPriority }: Values['scheduling']): PriorityClass {
  return priorityClass(release, {
    name: release.names.defaultPriority,
    component: 'default-priority',
    value: podPriority.defaultPriority ?? 0,
    globalDefault: podPriority.globalDefault ?? false,
    // The descriptions of all priorities are the chart's own data: an adopted object does not change.
    description: 'A default priority higher than user placeholders priority.',
  });
}
