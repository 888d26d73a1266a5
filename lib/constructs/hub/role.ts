import { q22 } from '../../values/quirks/q-22';
import type { Values } from '../../values/schema/values';
import type { PolicyRule, Role, RoleBinding } from '../kubernetes/plain';
import type { Release } from '../release/release';
import { accountName, role, roleBinding } from '../release/service-account';

/** What KubeSpawner does in the namespace: it makes and deletes pods and claims, and reads events (1.6). */
export function hubRole(release: Release, hub: Values['hub']): Role {
  return role(release, release.names.of('hub'), 'hub', rules(release.by(q22)(hub)));
}

function rules(secretsAndServices: boolean): PolicyRule[] {
  return [
    {
      apiGroups: [''],
      resources: ['pods', 'persistentvolumeclaims', ...(secretsAndServices ? ['secrets', 'services'] : [])],
      verbs: ['get', 'watch', 'list', 'create', 'delete'],
    },
    { apiGroups: [''], resources: ['events'], verbs: ['get', 'watch', 'list'] },
  ];
}

export function hubRoleBinding(release: Release, { serviceAccount }: Values['hub']): RoleBinding {
  const name = release.names.of('hub');
  return roleBinding(release, {
    name,
    component: 'hub',
    account: accountName(serviceAccount, name),
    namespace: release.namespace,
  });
}
