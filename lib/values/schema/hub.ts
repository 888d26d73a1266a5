/** `hub`: the hub's Deployment, Service, database and JupyterHub's own settings (inventory 2.3). */
import { Type } from '@sinclair/typebox';
import type { JsonObject } from '../../document/json';
import { CHART_RELEASE } from '../chart-release';
import {
  anything,
  choice,
  countOrNull,
  flagOrNull,
  integerOrNull,
  list,
  object,
  objectOrList,
  required,
  secretOrNull,
  stringMap,
  text,
  textOrNull,
  texts,
  textsOrNulls,
} from './leaf';
import {
  closed,
  deletable,
  extraFiles,
  extraPodSpec,
  image,
  networkPolicy,
  podDisruptionBudget,
  probe,
  resources,
  revisionHistoryLimit,
  serviceAccount,
} from './shapes';

const database = closed({
  type: choice(
    ['sqlite-pvc', 'sqlite-memory', 'mysql', 'postgres', 'other'],
    'Where the hub keeps its state; sqlite-pvc makes the claim hub-db-dir.',
    'sqlite-pvc',
  ),
  upgrade: flagOrNull('Whether the hub upgrades the schema at start; null: only with sqlite-pvc.', null),
  pvc: closed({
    annotations: stringMap('Annotations of the claim.', {}),
    selector: object('Selects the volume.', {}),
    accessModes: textsOrNulls('Access modes.', ['ReadWriteOnce']),
    storage: required(text('Size.', '1Gi')),
    subPath: textOrNull('Folder of the volume that is mounted.', null),
    storageClassName: textOrNull('Storage class; an empty string means none.', null),
  }),
  url: secretOrNull('Database address for mysql, postgres and other.', null),
  password: secretOrNull('Database password, given to the driver by environment. Secret.', null),
});

const service = closed({
  type: choice(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'], 'Service type.', 'ClusterIP'),
  annotations: stringMap('Annotations; they replace the Prometheus ones key by key.', {}),
  ports: closed({
    nodePort: countOrNull('Node port.', null),
    appProtocol: textOrNull('Application protocol of the port.', null),
  }),
  extraPorts: list('Further ports, verbatim.', []),
  loadBalancerIP: textOrNull('Address asked of the load balancer.', null),
});

export const hub = closed({
  revisionHistoryLimit,
  config: required(
    Type.Optional(
      Type.Unsafe<JsonObject | null>({
        type: 'object',
        description: 'Traits by class, as in a JupyterHub configuration file.',
        default: { JupyterHub: { admin_access: true, authenticator_class: 'dummy' } },
        properties: {
          // A null here ends the chart's own rendering.
          JupyterHub: { type: 'object', description: 'Traits of the class JupyterHub.' },
        },
        required: ['JupyterHub'],
      }),
    ),
  ) as ReturnType<typeof Type.Unsafe<JsonObject & { readonly JupyterHub: JsonObject }>>,
  service,
  baseUrl: required(text('Path below which everything lies.', '/')),
  cookieSecret: secretOrNull('Secret that signs cookies: 64 hexadecimal digits. Secret.', null),
  initContainers: list('Init containers, verbatim.', []),
  nodeSelector: object('Node selector.', {}),
  tolerations: list('Tolerations, after those of scheduling.corePods.', []),
  concurrentSpawnLimit: integerOrNull('How many servers may start at once.', 64),
  consecutiveFailureLimit: integerOrNull('Failed starts in a row until the hub ends itself.', 5),
  activeServerLimit: integerOrNull('How many servers may run at once.', null),
  deploymentStrategy: closed({
    type: textOrNull('Deployment strategy.', 'Recreate'),
    rollingUpdate: textOrNull('Settings of the strategy RollingUpdate.'),
  }),
  db: database,
  labels: stringMap('Pod labels.', {}),
  annotations: stringMap('Pod annotations.', {}),
  command: texts('Command of the container; look-ups of values may stand in it.', []),
  args: texts('Arguments of the container, replacing all; look-ups of values may stand in it.', []),
  extraConfig: object('Python code by key, run in the order of the keys after everything else.', {}),
  extraFiles: extraFiles('the hub'),
  extraEnv: objectOrList('Environment variables: a map of strings or EnvVars, or a list.', {}),
  extraContainers: list('Further containers of the pod, verbatim.', []),
  extraVolumes: list('Further volumes of the pod, verbatim.', []),
  extraVolumeMounts: list('Further mounts of the hub container, verbatim.', []),
  image: image(...CHART_RELEASE.images.hub, 'the hub'),
  resources: resources('the hub'),
  podSecurityContext: anything('Pod security context.', {
    runAsNonRoot: true,
    fsGroup: 1000,
    seccompProfile: { type: 'RuntimeDefault' },
  }),
  containerSecurityContext: object('Container security context.', {
    runAsUser: 1000,
    runAsGroup: 1000,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  }),
  lifecycle: deletable({
    postStart: object('What runs after the container started.'),
    preStop: object('What runs before the container stops.'),
  }),
  loadRoles: object('Roles by name, beside the one of the idle culler.', {}),
  services: object('Services by name, beside the idle culler.', {}),
  pdb: podDisruptionBudget('the hub', false, null, 1),
  networkPolicy: networkPolicy('the hub', [], false),
  allowNamedServers: flagOrNull('Whether users may have several servers.', false),
  namedServerLimitPerUser: integerOrNull('How many named servers a user may have.', null),
  authenticatePrometheus: flagOrNull('Whether metrics ask for authentication.', null),
  redirectToServer: flagOrNull('Whether users are sent on to their running server.', null),
  shutdownOnLogout: flagOrNull('Whether logging out stops the servers.', null),
  templatePaths: list('Folders with page templates.', []),
  templateVars: object('Variables for page templates.', {}),
  livenessProbe: probe('Liveness', [300, 10, 3, 30]),
  readinessProbe: probe('Readiness', [0, 2, 1, 1000]),
  existingSecret: textOrNull('A Secret whose keys win over those of the Secret `hub`.', null),
  serviceAccount: serviceAccount('the hub'),
  extraPodSpec,
});
