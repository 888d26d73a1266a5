import type { Construct } from 'constructs';
import type { Values } from '../../values/schema/values';
import { Component } from '../kubernetes/component';
import type { Release } from '../release/release';
import { defaultPriorityClass } from './priority-class';

/** The priority of everything that is neither placeholder nor puller. */
export class DefaultPriority extends Component {
  readonly component = 'default-priority';
  readonly section = 'scheduling';

  constructor(scope: Construct, id: string, release: Release, values: Values) {
    super(scope, id);
    this.add('priority-class', defaultPriorityClass(release, values.scheduling));
  }
}
