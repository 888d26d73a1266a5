import type { Values } from '../../values/schema/values';
import type { PriorityClass } from '../kubernetes/plain';
import { priorityClass } from '../release/priority-class';
import type { Release } from '../release/release';

/** Above placeholders, below users. */
export function imagePullerPriorityClass(
  release: Release,
  { podPriority }: Values['scheduling'],
): PriorityClass {
  return priorityClass(release, {
    name: release.names.imagePullerPriority,
    component: 'image-puller',
    value: podPriority.imagePullerPriority ?? 0,
    description:
      'Enables [hook|continuous]-image-puller pods to fit on nodes even though they are clogged by ' +
      'user-placeholder pods, while not evicting normal user pods.',
  });
}
