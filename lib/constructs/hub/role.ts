import type { Platform } from '../../values/platform';
import { q22 } from '../../values/quirks/q-22';
import type { Values } from '../../values/schema/values';
import type { PolicyRule, Role, RoleBinding } from '../kubernetes/plain';
import type { Release } from '../release/release';
import { accountName, role, roleBinding } from '../release/service-account';

/** What KubeSpawner does in the namespace: it makes and deletes pods and claims, and reads events (1.6). */
export function hubRole(release: Release, hub: Values['hub'], { secretPerServer }: Platform): Role {
  const secretsAndServices = release.by(q22)(hub);
  // They are owned by their pods, so the hub never deletes one, and need not read any.
  const made = { apiGroups: [''], resources: ['secrets'], verbs: ['create'] };
  const all = [...rules(secretsAndServices), ...(secretPerServer && !secretsAndServices ? [made] : [])];
  return role(release, release.names.of('hub'), 'hub', all);
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
