/** Definition, field, and the texts that the API server takes there; `Lt@35` is taken since Kubernetes 1.35. */

const PROTOCOLS = 'TCP UDP SCTP';
const ACCESS = 'ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod';
const VOLUME_MODES = 'Filesystem Block';
const PROFILES = 'RuntimeDefault Localhost Unconfined';
const PULL = 'Always IfNotPresent Never';
const PREEMPTION = 'PreemptLowerPriority Never';
const CONTAINER = {
  imagePullPolicy: PULL,
  terminationMessagePolicy: 'File FallbackToLogsOnError',
  restartPolicy: 'Always OnFailure@34 Never@34',
};

export const ENUMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AppArmorProfile: { type: PROFILES },
  Container: CONTAINER,
  ContainerPort: { protocol: PROTOCOLS },
  ContainerResizePolicy: { restartPolicy: 'NotRequired RestartContainer' },
  CronJobSpec: { concurrencyPolicy: 'Allow Forbid Replace' },
  DaemonSetUpdateStrategy: { type: 'RollingUpdate OnDelete' },
  DeploymentStrategy: { type: 'RollingUpdate Recreate' },
  EphemeralContainer: CONTAINER,
  HPAScalingPolicy: { type: 'Pods Percent' },
  HPAScalingRules: { selectPolicy: 'Max Min Disabled' },
  HTTPGetAction: { scheme: 'HTTP HTTPS' },
  HTTPIngressPath: { pathType: 'Exact Prefix ImplementationSpecific' },
  HostPathVolumeSource: {
    type: 'DirectoryOrCreate Directory FileOrCreate File Socket CharDevice BlockDevice',
  },
  ImageVolumeSource: { pullPolicy: PULL },
  JobSpec: { completionMode: 'NonIndexed Indexed', podReplacementPolicy: 'TerminatingOrFailed Failed' },
  LabelSelectorRequirement: { operator: 'In NotIn Exists DoesNotExist' },
  MetricSpec: { type: 'Object Pods Resource ContainerResource External' },
  MetricTarget: { type: 'Utilization Value AverageValue' },
  NetworkPolicyPort: { protocol: PROTOCOLS },
  NetworkPolicySpec: { policyTypes: 'Ingress Egress' },
  NodeSelectorRequirement: { operator: 'In NotIn Exists DoesNotExist Gt Lt' },
  PersistentVolumeClaimSpec: { accessModes: ACCESS, volumeMode: VOLUME_MODES },
  PersistentVolumeSpec: {
    accessModes: ACCESS,
    volumeMode: VOLUME_MODES,
    persistentVolumeReclaimPolicy: 'Retain Recycle Delete',
  },
  PodDisruptionBudgetSpec: { unhealthyPodEvictionPolicy: 'IfHealthyBudget AlwaysAllow' },
  PodOS: { name: 'linux windows' },
  PodSecurityContext: {
    fsGroupChangePolicy: 'OnRootMismatch Always',
    seLinuxChangePolicy: 'Recursive MountOption',
    supplementalGroupsPolicy: 'Merge Strict',
  },
  PodSpec: {
    dnsPolicy: 'ClusterFirst ClusterFirstWithHostNet Default None',
    preemptionPolicy: PREEMPTION,
    restartPolicy: 'Always OnFailure Never',
  },
  PriorityClass: { preemptionPolicy: PREEMPTION },
  ResourceQuotaSpec: {
    scopes:
      'Terminating NotTerminating BestEffort NotBestEffort PriorityClass CrossNamespacePodAffinity VolumeAttributesClass@33',
  },
  SeccompProfile: { type: PROFILES },
  SecurityContext: { procMount: 'Default Unmasked' },
  ServicePort: { protocol: PROTOCOLS },
  ServiceSpec: {
    type: 'ClusterIP NodePort LoadBalancer ExternalName',
    sessionAffinity: 'None ClientIP',
    externalTrafficPolicy: 'Cluster Local',
    internalTrafficPolicy: 'Cluster Local',
    ipFamilies: 'IPv4 IPv6',
    ipFamilyPolicy: 'SingleStack PreferDualStack RequireDualStack',
  },
  StatefulSetPersistentVolumeClaimRetentionPolicy: {
    whenDeleted: 'Retain Delete',
    whenScaled: 'Retain Delete',
  },
  StatefulSetSpec: { podManagementPolicy: 'OrderedReady Parallel' },
  StatefulSetUpdateStrategy: { type: 'RollingUpdate OnDelete Recreate@37' },
  StorageClass: { reclaimPolicy: 'Retain Delete', volumeBindingMode: 'Immediate WaitForFirstConsumer' },
  Subject: { kind: 'User Group ServiceAccount' },
  RoleRef: { kind: 'Role ClusterRole' },
  Toleration: { operator: 'Equal Exists Gt@35 Lt@35', effect: 'NoSchedule PreferNoSchedule NoExecute' },
  TopologySpreadConstraint: {
    nodeAffinityPolicy: 'Honor Ignore',
    nodeTaintsPolicy: 'Honor Ignore',
    whenUnsatisfiable: 'DoNotSchedule ScheduleAnyway',
  },
  VolumeMount: {
    mountPropagation: 'None HostToContainer Bidirectional',
    recursiveReadOnly: 'Disabled IfPossible Enabled',
  },
};
