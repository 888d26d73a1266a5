import type { Construct } from 'constructs';
import type { Values } from '../../values/schema/values';
import { Component } from '../kubernetes/component';
import type { Release } from '../release/release';
import { ingress } from './ingress';

/** The way in from outside the cluster, where an ingress controller is used. */
export class IngressComponent extends Component {
  readonly component = 'ingress';
  readonly section = 'ingress';

  constructor(scope: Construct, id: string, release: Release, values: Values) {
    super(scope, id);
    this.add('ingress', ingress(release, values));
  }
}
