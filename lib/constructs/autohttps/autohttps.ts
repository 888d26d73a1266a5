import type { Construct } from 'constructs';
import { checksum } from '../../document/checksum';
import { autohttpsEnabled } from '../../values/https';
import { q01 } from '../../values/quirks/q-01';
import { q02 } from '../../values/quirks/q-02';
import type { Values } from '../../values/schema/values';
import { Component } from '../kubernetes/component';
import { podDisruptionBudget } from '../release/pod-disruption-budget';
import type { Release } from '../release/release';
import { autohttpsConfigMap, staticConfiguration } from './config-map';
import { autohttpsDeployment } from './deployment';
import { autohttpsNetworkPolicy } from './network-policy';
import { autohttpsRole, autohttpsRoleBinding, autohttpsServiceAccount } from './role';
import { proxyHttpService } from './service';

/** Traefik before the proxy, with certificates it gets by itself. */
export class Autohttps extends Component {
  readonly component = 'autohttps';
  readonly section = 'proxy';

  constructor(scope: Construct, id: string, release: Release, values: Values) {
    super(scope, id);
    const { proxy } = values;
    const enabled = autohttpsEnabled(proxy);
    if (enabled) this.#addTraefik(release, values);
    if (proxy.traefik.pdb.enabled && release.by(q02)(enabled)) {
      const name = release.by(q01)(release.names.of('autohttps'));
      this.add('pod-disruption-budget', podDisruptionBudget(release, name, 'autohttps', proxy.traefik.pdb));
    }
  }

  #addTraefik(release: Release, values: Values): void {
    const { proxy, rbac } = values;
    this.add('config-map', autohttpsConfigMap(release, values));
    this.add(
      'deployment',
      autohttpsDeployment(release, values, checksum(staticConfiguration(release, values))),
    );
    this.add('service', proxyHttpService(release, proxy));
    if (proxy.traefik.serviceAccount.create) {
      this.add('service-account', autohttpsServiceAccount(release, proxy.traefik));
    }
    if (rbac.create) {
      this.add('role', autohttpsRole(release, proxy.traefik));
      this.add('role-binding', autohttpsRoleBinding(release, proxy.traefik));
    }
    if (proxy.traefik.networkPolicy.enabled)
      this.add('network-policy', autohttpsNetworkPolicy(release, values));
  }
}
