import type { Construct } from 'constructs';
import { checksum } from '../../document/checksum';
import type { Values } from '../../values/schema/values';
import { Component } from '../kubernetes/component';
import { podDisruptionBudget } from '../release/pod-disruption-budget';
import type { Release } from '../release/release';
import { accountName, serviceAccount } from '../release/service-account';
import { userSchedulerClusterRole, userSchedulerClusterRoleBinding } from './cluster-role';
import { userSchedulerConfigMap } from './config-map';
import { userSchedulerDeployment } from './deployment';

/** A scheduler that packs users onto few nodes. */
export class UserScheduler extends Component {
  readonly component = 'user-scheduler';
  readonly section = 'scheduling';

  constructor(scope: Construct, id: string, release: Release, values: Values) {
    super(scope, id);
    const { scheduling, rbac } = values;
    const { serviceAccount: account, pdb } = scheduling.userScheduler;
    const name = release.names.of('user-scheduler');
    const config = userSchedulerConfigMap(release, scheduling);
    this.add('config-map', config);
    this.add('deployment', userSchedulerDeployment(release, values, checksum(config.data)));
    if (account.create) {
      const accountObject = serviceAccount(
        release,
        accountName(account, name),
        'user-scheduler',
        account.annotations,
      );
      this.add('service-account', accountObject);
    }
    if (rbac.create) {
      this.add('cluster-role', userSchedulerClusterRole(release));
      this.add('cluster-role-binding', userSchedulerClusterRoleBinding(release, scheduling));
    }
    if (pdb.enabled)
      this.add('pod-disruption-budget', podDisruptionBudget(release, name, 'user-scheduler', pdb));
  }
}
