import type { Construct } from 'constructs';
import { checksum, checksumOfTexts } from '../../document/checksum';
import { type HubConfiguration, hasOwnCode } from '../../values/hub-configuration';
import type { Platform } from '../../values/platform';
import type { Values } from '../../values/schema/values';
import { Component } from '../kubernetes/component';
import { hasContents } from '../pod/mounted-files';
import { podDisruptionBudget } from '../release/pod-disruption-budget';
import type { Release } from '../release/release';
import { accountName, serviceAccount } from '../release/service-account';
import { hubConfigMap, spawnConfigMap, valuesConfigMap } from './config-map';
import { hubDeployment } from './deployment';
import { hubFilesConfigMap } from './files-config-map';
import { hubNetworkPolicy } from './network-policy';
import { hubPersistentVolumeClaim } from './persistent-volume-claim';
import { hubRole, hubRoleBinding } from './role';
import { hubService } from './service';

export interface HubProps {
  readonly release: Release;
  readonly values: Values;
  readonly configuration: HubConfiguration;
  readonly platform: Platform;
}

/** The hub: logs users in and starts their servers. */
export class Hub extends Component {
  readonly component = 'hub';
  readonly section = 'hub';

  constructor(scope: Construct, id: string, { release, values, configuration, platform }: HubProps) {
    super(scope, id);
    const { hub, rbac } = values;
    const name = release.names.of('hub');
    const config = hubConfigMap(release, values, configuration, platform);
    const ownValues = valuesConfigMap(release, configuration);
    const files = hasContents(hub.extraFiles) ? hubFilesConfigMap(release, hub) : undefined;
    this.add('config-map', config);
    this.add('spawn-config-map', spawnConfigMap(release, configuration));
    this.add('values-config-map', ownValues);
    if (files) this.add('files-config-map', files);
    // What the hub reads only at its start restarts it.
    const checksums = {
      'checksum/config-map': checksumOfTexts(config.data ?? {}),
      ...(hasOwnCode(values) ? { 'checksum/values': checksumOfTexts(ownValues.data ?? {}) } : {}),
      ...(files ? { 'checksum/files': checksum([files.data, files.binaryData]) } : {}),
    };
    this.add('deployment', hubDeployment(release, values, configuration.secrets, checksums));
    this.add('service', hubService(release, hub));
    if (hub.db.type === 'sqlite-pvc')
      this.add('persistent-volume-claim', hubPersistentVolumeClaim(release, hub.db));
    if (hub.serviceAccount.create) {
      const account = accountName(hub.serviceAccount, name);
      this.add('service-account', serviceAccount(release, account, 'hub', hub.serviceAccount.annotations));
    }
    if (rbac.create) {
      this.add('role', hubRole(release, hub, platform));
      this.add('role-binding', hubRoleBinding(release, hub));
    }
    if (hub.networkPolicy.enabled) this.add('network-policy', hubNetworkPolicy(release, values));
    if (hub.pdb.enabled)
      this.add('pod-disruption-budget', podDisruptionBudget(release, name, 'hub', hub.pdb));
  }
}
