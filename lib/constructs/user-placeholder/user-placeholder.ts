import type { Construct } from 'constructs';
import type { Values } from '../../values/schema/values';
import { Component } from '../kubernetes/component';
import type { Release } from '../release/release';
import { userPlaceholderPodDisruptionBudget } from './pod-disruption-budget';
import { userPlaceholderPriorityClass } from './priority-class';
import { userPlaceholderStatefulSet } from './stateful-set';

/** Seats that are kept warm for the next users. */
export class UserPlaceholder extends Component {
  readonly component = 'user-placeholder';
  readonly section = 'scheduling';

  constructor(scope: Construct, id: string, release: Release, values: Values) {
    super(scope, id);
    if (values.scheduling.podPriority.enabled) {
      this.add('priority-class', userPlaceholderPriorityClass(release, values.scheduling));
    }
    this.add('stateful-set', userPlaceholderStatefulSet(release, values));
    this.add('pod-disruption-budget', userPlaceholderPodDisruptionBudget(release));
  }
}
