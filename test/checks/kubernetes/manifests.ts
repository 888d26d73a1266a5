/** Manifests as a hub has them: right on every supported version, and rich enough to break in many ways. */
import type { JsonObject } from '../../../lib/document/json';

const labels = { app: 'jupyterhub', component: 'hub', 'app.kubernetes.io/name': 'jupyterhub' };

const podSpec: JsonObject = {
  serviceAccountName: 'hub',
  priorityClassName: 'jupyter-default-priority',
  terminationGracePeriodSeconds: 30,
  automountServiceAccountToken: true,
  securityContext: {
    fsGroup: 1000,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  },
  tolerations: [{ key: 'hub.jupyter.org/dedicated', operator: 'Equal', value: 'core', effect: 'NoSchedule' }],
  affinity: {
    nodeAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          preference: {
            matchExpressions: [{ key: 'hub.jupyter.org/node-purpose', operator: 'In', values: ['core'] }],
          },
        },
      ],
    },
  },
  initContainers: [{ name: 'prepare', image: 'busybox:1.36', command: ['sh', '-c', 'true'] }],
  containers: [
    {
      name: 'hub',
      image: 'quay.io/jupyterhub/k8s-hub:4.2.0',
      imagePullPolicy: 'IfNotPresent',
      args: ['jupyterhub', '--config', '/usr/local/etc/jupyterhub/jupyterhub_config.py'],
      env: [
        { name: 'HELM_RELEASE_NAME', value: 'jupyter' },
        { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
        { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'hub', key: 'token', optional: false } } },
      ],
      envFrom: [{ secretRef: { name: 'hub-environment' } }],
      ports: [{ name: 'http', containerPort: 8081, protocol: 'TCP' }],
      resources: { requests: { cpu: '200m', memory: '512Mi' }, limits: { cpu: 2, memory: '1Gi' } },
      securityContext: {
        runAsUser: 1000,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      },
      livenessProbe: {
        initialDelaySeconds: 300,
        periodSeconds: 10,
        httpGet: { path: '/hub/health', port: 'http', scheme: 'HTTP' },
      },
      readinessProbe: { failureThreshold: 1000, httpGet: { path: '/hub/health', port: 8081 } },
      volumeMounts: [
        { name: 'config', mountPath: '/usr/local/etc/jupyterhub/', readOnly: true },
        { name: 'secret', mountPath: '/etc/secret', subPath: 'values.yaml' },
        { name: 'pvc', mountPath: '/srv/jupyterhub' },
      ],
    },
  ],
  volumes: [
    {
      name: 'config',
      configMap: { name: 'hub', defaultMode: 420, items: [{ key: 'z2jh.py', path: 'z2jh.py' }] },
    },
    { name: 'secret', secret: { secretName: 'hub' } },
    { name: 'pvc', persistentVolumeClaim: { claimName: 'hub-db-dir' } },
    { name: 'scratch', emptyDir: { sizeLimit: '1Gi', medium: 'Memory' } },
  ],
};

const template = (spec: JsonObject, more: JsonObject = {}): JsonObject => ({
  metadata: { labels, annotations: { 'checksum/config-map': 'abc', ...more } },
  spec,
});

export const deployment: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'hub', namespace: 'jupyter', labels },
  spec: {
    revisionHistoryLimit: 3,
    replicas: 1,
    selector: { matchLabels: { app: 'jupyterhub', component: 'hub' } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } },
    template: template(podSpec),
  },
};

export const statefulSet: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'user-placeholder', namespace: 'jupyter', labels },
  spec: {
    serviceName: 'user-placeholder',
    replicas: 2,
    podManagementPolicy: 'Parallel',
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
    selector: { matchLabels: { component: 'hub' } },
    template: template({
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      containers: [
        {
          name: 'pause',
          image: 'registry.k8s.io/pause:3.10',
          volumeMounts: [{ name: 'data', mountPath: '/data' }],
        },
      ],
    }),
    volumeClaimTemplates: [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
    ],
  },
};

export const daemonSet: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'continuous-image-puller', namespace: 'jupyter', labels },
  spec: {
    selector: { matchLabels: { component: 'hub' } },
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } },
    template: template({
      hostNetwork: false,
      dnsPolicy: 'ClusterFirst',
      imagePullSecrets: [{ name: 'pull' }],
      initContainers: [{ name: 'image-pull', image: 'notebook:1', command: ['/bin/sh', '-c', 'echo'] }],
      containers: [{ name: 'pause', image: 'pause:3', resources: { limits: { memory: '64Mi' } } }],
    }),
  },
};

const manifests: JsonObject[] = [
  deployment,
  statefulSet,
  daemonSet,
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'proxy-public', namespace: 'jupyter', labels },
    spec: {
      type: 'LoadBalancer',
      selector: { component: 'proxy' },
      loadBalancerIP: '10.0.0.7',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      ports: [{ name: 'http', port: 80, targetPort: 'http', nodePort: 30080, protocol: 'TCP' }],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'hub',
      namespace: 'jupyter',
      annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
    },
    immutable: false,
    data: { 'jupyterhub_config.py': 'c = get_config()\n', 'traits.yaml': 'JupyterHub: {}\n' },
    binaryData: { logo: 'iVBORw0KGgo=' },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'Opaque',
    metadata: { name: 'hub', namespace: 'jupyter' },
    data: { token: 'aHVudGVyMg==' },
    stringData: { plain: 'text' },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'hub-db-dir', namespace: 'jupyter' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'standard',
      volumeMode: 'Filesystem',
      selector: { matchLabels: { tier: 'fast' } },
      resources: { requests: { storage: '1Gi' } },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'jupyter-homes' },
    spec: {
      capacity: { storage: '100Gi' },
      accessModes: ['ReadWriteMany'],
      persistentVolumeReclaimPolicy: 'Retain',
      mountOptions: ['nfsvers=4.1'],
      nfs: { server: '192.168.10.1', path: '/volume1/homes', readOnly: false },
      claimRef: { namespace: 'jupyter', name: 'homes' },
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'hub', namespace: 'jupyter' },
    spec: {
      podSelector: { matchLabels: { component: 'hub' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          ports: [{ port: 8081, protocol: 'TCP' }],
          from: [{ podSelector: { matchLabels: { 'hub.jupyter.org/network-access-hub': 'true' } } }],
        },
      ],
      egress: [
        {
          to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '169.254.169.254/32'] } }],
          ports: [{ port: 443, endPort: 444 }],
        },
      ],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'jupyterhub', namespace: 'jupyter' },
    spec: {
      ingressClassName: 'nginx',
      tls: [{ hosts: ['hub.example.com'], secretName: 'tls' }],
      rules: [
        {
          host: 'hub.example.com',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: 'proxy-public', port: { name: 'http' } } },
              },
            ],
          },
        },
      ],
    },
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'hub', namespace: 'jupyter' },
    rules: [
      { apiGroups: [''], resources: ['pods', 'persistentvolumeclaims'], verbs: ['get', 'watch', 'create'] },
      { nonResourceURLs: [], apiGroups: [''], resources: ['events'], verbs: ['list'], resourceNames: ['a'] },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'jupyter:scheduler' },
    subjects: [{ kind: 'ServiceAccount', name: 'user-scheduler', namespace: 'jupyter' }],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:kube-scheduler' },
  },
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'hub', namespace: 'jupyter' },
    spec: { minAvailable: 1, selector: { matchLabels: { component: 'hub' } } },
  },
  {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'jupyter-default-priority' },
    value: 0,
    globalDefault: false,
    description: 'Default priority',
    preemptionPolicy: 'PreemptLowerPriority',
  },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'backup', namespace: 'jupyter' },
    spec: {
      schedule: '0 3 * * *',
      concurrencyPolicy: 'Forbid',
      jobTemplate: {
        spec: {
          backoffLimit: 2,
          template: {
            spec: {
              restartPolicy: 'OnFailure',
              containers: [{ name: 'backup', image: 'backup:1', tty: true }],
            },
          },
        },
      },
    },
  },
  {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'proxy', namespace: 'jupyter' },
    spec: {
      maxReplicas: 3,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'proxy' },
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
        },
      ],
    },
  },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'homes' },
    provisioner: 'nfs.csi.k8s.io',
    parameters: { server: 'nas', share: '/homes' },
    allowVolumeExpansion: true,
    reclaimPolicy: 'Retain',
    volumeBindingMode: 'WaitForFirstConsumer',
  },
  {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: 'nvidia' },
    handler: 'nvidia',
    overhead: { podFixed: { memory: '64Mi', cpu: '100m' } },
  },
];

export const MANIFESTS: readonly JsonObject[] = manifests;

export type Kind =
  | 'ConfigMap'
  | 'CronJob'
  | 'Deployment'
  | 'NetworkPolicy'
  | 'PersistentVolumeClaim'
  | 'PriorityClass'
  | 'Role'
  | 'Secret'
  | 'Service'
  | 'StatefulSet';

export function manifest(kind: Kind): JsonObject {
  const found = MANIFESTS.find((each) => each['kind'] === kind);
  if (!found) throw new Error(`no manifest of kind ${kind}`);
  return found;
}
