import type { Values } from '../../values/schema/values';
import type { ClusterRole, ClusterRoleBinding, PolicyRule } from '../kubernetes/plain';
import type { Release } from '../release/release';
import { accountName } from '../release/service-account';

/** What a scheduler of Kubernetes 1.30 needs (O-35.1 to O-35.21): that release's own roles for scheduling and volumes. */
export function userSchedulerClusterRole(release: Release): ClusterRole {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: release.clusterWideMetadata(release.names.userScheduler, 'user-scheduler'),
    rules: [
      rule(['', 'events.k8s.io'], ['events'], ['create', 'patch', 'update']),
      rule(['coordination.k8s.io'], ['leases'], ['create']),
      {
        ...rule(['coordination.k8s.io'], ['leases'], ['get', 'update']),
        resourceNames: [release.names.of('user-scheduler-lock')],
      },
      rule([''], ['nodes'], READ),
      rule([''], ['pods'], ['delete', ...READ]),
      rule([''], ['bindings', 'pods/binding'], ['create']),
      rule([''], ['pods/status'], ['patch', 'update']),
      rule([''], ['replicationcontrollers', 'services'], READ),
      rule(['apps', 'extensions'], ['replicasets'], READ),
      rule(['apps'], ['statefulsets'], READ),
      rule(['policy'], ['poddisruptionbudgets'], READ),
      rule([''], ['persistentvolumeclaims', 'persistentvolumes'], READ),
      rule(['authentication.k8s.io'], ['tokenreviews'], ['create']),
      rule(['authorization.k8s.io'], ['subjectaccessreviews'], ['create']),
      rule(['storage.k8s.io'], ['csinodes'], READ),
      rule([''], ['namespaces'], READ),
      rule(['storage.k8s.io'], ['csidrivers'], READ),
      rule(['storage.k8s.io'], ['csistoragecapacities'], READ),
      rule([''], ['persistentvolumes'], WRITE),
      rule(['storage.k8s.io'], ['storageclasses'], READ),
      rule([''], ['persistentvolumeclaims'], WRITE),
    ],
  };
}

const READ = ['get', 'list', 'watch'];
const WRITE = ['get', 'list', 'patch', 'update', 'watch'];

function rule(apiGroups: string[], resources: string[], verbs: string[]): PolicyRule {
  return { apiGroups, resources, verbs };
}

export function userSchedulerClusterRoleBinding(
  release: Release,
  { userScheduler }: Values['scheduling'],
): ClusterRoleBinding {
  const name = release.names.userScheduler;
  const account = accountName(userScheduler.serviceAccount, release.names.of('user-scheduler'));
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: release.clusterWideMetadata(name, 'user-scheduler'),
    subjects: [{ kind: 'ServiceAccount', name: account, namespace: release.namespace }],
    roleRef: { kind: 'ClusterRole', name, apiGroup: 'rbac.authorization.k8s.io' },
  };
}
