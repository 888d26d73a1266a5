/** The accounts that pods run as (L-09), their objects and bindings. */
import type { PolicyRule, Role, RoleBinding, ServiceAccount } from '../kubernetes/plain';
import type { Release } from './release';

export interface AccountValues {
  readonly create: boolean;
  readonly name?: string | null;
  readonly annotations?: Readonly<Record<string, string>> | null;
}

/** The account that pods ask for: one that is made, one that is there, or the namespace's own. */
export function accountName(account: AccountValues, usual: string): string {
  return account.name || (account.create ? usual : 'default');
}

export function serviceAccount(
  release: Release,
  name: string,
  component: string,
  annotations: AccountValues['annotations'],
): ServiceAccount {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: release.metadata(name, component, { ...annotations }),
  };
}

export function role(
  release: Release,
  name: string,
  component: string,
  rules: PolicyRule[],
  annotations?: AccountValues['annotations'],
): Role {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: release.metadata(name, component, { ...annotations }),
    rules,
  };
}

export interface BindingProps {
  readonly name: string;
  readonly component: string;
  readonly account: string;
  readonly namespace: string | undefined;
}

export function roleBinding(release: Release, props: BindingProps): RoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: release.metadata(props.name, props.component),
    subjects: [{ kind: 'ServiceAccount', name: props.account, namespace: props.namespace }],
    roleRef: { kind: 'Role', name: props.name, apiGroup: 'rbac.authorization.k8s.io' },
  };
}
