import type { Construct } from 'constructs';
import type { Values } from '../../values/schema/values';
import { Component } from '../kubernetes/component';
import { hasContents } from '../pod/mounted-files';
import type { Release } from '../release/release';
import { singleUserFilesConfigMap } from './files-config-map';
import { singleUserNetworkPolicy } from './network-policy';

/** What surrounds the pods of users; the pods themselves are the hub's. */
export class SingleUser extends Component {
  readonly component = 'single-user';
  readonly section = 'singleuser';

  constructor(scope: Construct, id: string, release: Release, values: Values) {
    super(scope, id);
    const { singleuser } = values;
    if (singleuser.networkPolicy.enabled)
      this.add('network-policy', singleUserNetworkPolicy(release, values));
    if (hasContents(singleuser.extraFiles)) {
      this.add('files-config-map', singleUserFilesConfigMap(release, singleuser));
    }
  }
}
