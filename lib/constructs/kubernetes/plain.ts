/**
 * Kubernetes' types as they are in YAML. The only place that looks at cdk8s-plus, and only at its types: its
 * constructors drop string quantities, named ports and every field they do not know, without a word.
 */
import type { k8s } from 'cdk8s-plus-30';
import type { JsonName } from '../../../imports/kubernetes/names';

type Scalar = string | number | boolean | null | undefined;

/** By their one field: a type that merely has a `value` too (PriorityClass) is no quantity. */
type IsScalarClass<T> = T extends k8s.Quantity | k8s.IntOrString
  ? keyof T extends 'value'
    ? true
    : false
  : false;

/** Quantities and int-or-strings become scalars, renamed fields get their own names back, nothing is readonly. */
export type Plain<T> =
  true extends IsScalarClass<T>
    ? string | number
    : T extends Scalar
      ? T
      : T extends readonly (infer Item)[]
        ? Plain<Item>[]
        : T extends Date
          ? string
          : {
              -readonly [K in keyof T as K extends keyof JsonName ? JsonName[K] : K]: Plain<T[K]> | undefined;
            };

type Named<T> = Omit<Plain<T>, 'metadata'> & { metadata: ObjectMeta };
type Kind<ApiVersion extends string, Name extends string, T> = {
  apiVersion: ApiVersion;
  kind: Name;
} & Named<T>;

export type ObjectMeta = Plain<Omit<k8s.ObjectMeta, 'name'>> & { name: string };
export type PodSpec = Plain<k8s.PodSpec>;
export type PodTemplate = Plain<k8s.PodTemplateSpec>;
export type Container = Plain<k8s.Container>;
export type EnvVar = Plain<k8s.EnvVar>;
export type Volume = Plain<k8s.Volume>;
export type VolumeMount = Plain<k8s.VolumeMount>;
export type Affinity = Plain<k8s.Affinity>;
export type Toleration = Plain<k8s.Toleration>;
export type Probe = Plain<k8s.Probe>;
export type ResourceRequirements = Plain<k8s.ResourceRequirements>;
export type ServicePort = Plain<k8s.ServicePort>;
export type NetworkPolicyIngressRule = Plain<k8s.NetworkPolicyIngressRule>;
export type NetworkPolicyEgressRule = Plain<k8s.NetworkPolicyEgressRule>;
export type NetworkPolicyPeer = Plain<k8s.NetworkPolicyPeer>;
export type NetworkPolicyPort = Plain<k8s.NetworkPolicyPort>;
export type PolicyRule = Plain<k8s.PolicyRule>;
export type IngressPath = Plain<k8s.HttpIngressPath>;

export type ConfigMap = Kind<'v1', 'ConfigMap', k8s.KubeConfigMapProps>;
export type Namespace = Kind<'v1', 'Namespace', k8s.KubeNamespaceProps>;
export type Service = Kind<'v1', 'Service', k8s.KubeServiceProps>;
export type ServiceAccount = Kind<'v1', 'ServiceAccount', k8s.KubeServiceAccountProps>;
export type PersistentVolumeClaim = Kind<'v1', 'PersistentVolumeClaim', k8s.KubePersistentVolumeClaimProps>;
export type Deployment = Kind<'apps/v1', 'Deployment', k8s.KubeDeploymentProps>;
export type StatefulSet = Kind<'apps/v1', 'StatefulSet', k8s.KubeStatefulSetProps>;
export type DaemonSet = Kind<'apps/v1', 'DaemonSet', k8s.KubeDaemonSetProps>;
export type Role = Kind<'rbac.authorization.k8s.io/v1', 'Role', k8s.KubeRoleProps>;
export type RoleBinding = Kind<'rbac.authorization.k8s.io/v1', 'RoleBinding', k8s.KubeRoleBindingProps>;
export type ClusterRole = Kind<'rbac.authorization.k8s.io/v1', 'ClusterRole', k8s.KubeClusterRoleProps>;
export type ClusterRoleBinding = Kind<
  'rbac.authorization.k8s.io/v1',
  'ClusterRoleBinding',
  k8s.KubeClusterRoleBindingProps
>;
export type NetworkPolicy = Kind<'networking.k8s.io/v1', 'NetworkPolicy', k8s.KubeNetworkPolicyProps>;
export type Ingress = Kind<'networking.k8s.io/v1', 'Ingress', k8s.KubeIngressProps>;
export type PodDisruptionBudget = Kind<'policy/v1', 'PodDisruptionBudget', k8s.KubePodDisruptionBudgetProps>;
export type PriorityClass = Kind<'scheduling.k8s.io/v1', 'PriorityClass', k8s.KubePriorityClassProps>;

/** What a user wrote for a part of an object: passed through as it is, checked against the schemas later. */
export function verbatim<T>(value: unknown): T {
  return value as T;
}

/** The value, or nothing where there is nothing in it: such a key is left out. */
export function filled<T>(value: T | null | undefined): T | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'object' && Object.keys(value).length === 0 ? undefined : value;
}
