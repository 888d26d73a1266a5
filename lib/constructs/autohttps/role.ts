import { q05 } from '../../values/quirks/q-05';
import { q06 } from '../../values/quirks/q-06';
import type { Values } from '../../values/schema/values';
import type { Role, RoleBinding, ServiceAccount } from '../kubernetes/plain';
import type { Release } from '../release/release';
import { accountName, role, roleBinding, serviceAccount } from '../release/service-account';

type Traefik = Values['proxy']['traefik'];

export function autohttpsServiceAccount(
  release: Release,
  { serviceAccount: account }: Traefik,
): ServiceAccount {
  const annotations = release.by(q05) === 'service-account' ? account.annotations : undefined;
  return serviceAccount(
    release,
    accountName(account, release.names.of('autohttps')),
    'autohttps',
    annotations,
  );
}

/** The keeper of certificates stores them in a Secret (O-21). */
export function autohttpsRole(release: Release, { serviceAccount: account }: Traefik): Role {
  const annotations = release.by(q05) === 'role' ? account.annotations : undefined;
  const rules = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'patch', 'list', 'create'] }];
  return role(release, release.names.of('autohttps'), 'autohttps', rules, annotations);
}

export function autohttpsRoleBinding(release: Release, { serviceAccount: account }: Traefik): RoleBinding {
  const name = release.names.of('autohttps');
  return roleBinding(release, {
    name,
    component: 'autohttps',
    account: accountName(account, name),
    namespace: release.by(q06)(release.namespace),
  });
}
