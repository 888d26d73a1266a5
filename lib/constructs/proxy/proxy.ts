import type { Construct } from 'constructs';
import type { Values } from '../../values/schema/values';
import { Component } from '../kubernetes/component';
import { podDisruptionBudget } from '../release/pod-disruption-budget';
import type { Release } from '../release/release';
import { proxyDeployment } from './deployment';
import { proxyNetworkPolicy } from './network-policy';
import { proxyApiService, proxyPublicService } from './service';

/** The proxy: sends each request to the hub or to a user's server. */
export class HubProxy extends Component {
  readonly component = 'proxy';
  readonly section = 'proxy';

  constructor(scope: Construct, id: string, release: Release, values: Values) {
    super(scope, id);
    const { chp } = values.proxy;
    this.add('deployment', proxyDeployment(release, values));
    this.add('api-service', proxyApiService(release));
    this.add('public-service', proxyPublicService(release, values));
    if (chp.networkPolicy.enabled) this.add('network-policy', proxyNetworkPolicy(release, values));
    if (chp.pdb.enabled) {
      this.add(
        'pod-disruption-budget',
        podDisruptionBudget(release, release.names.of('proxy'), 'proxy', chp.pdb),
      );
    }
  }
}
