/** `singleuser`: the servers of users, read by the hub; a few keys also reach pullers and placeholders (2.5). */
import { CHART_RELEASE } from '../chart-release';
import {
  choice,
  commandOrNull,
  flag,
  flagOrNull,
  integerOrNull,
  list,
  numberOrNull,
  object,
  objectOrList,
  required,
  sizeOrNull,
  stringMap,
  text,
  textOrNull,
  textsOrNulls,
} from './leaf';
import { closed, deletable, extraFiles, image, networkPolicy, resources } from './shapes';

const affinity = (what: string, term: string) =>
  closed({
    required: list(`${what}: ${term} that must hold.`, []),
    preferred: list(`${what}: weighted ${term}.`, []),
  });

const storage = deletable({
  type: choice(
    ['dynamic', 'static', 'none'],
    'Where homes lie: a claim each, one claim, nowhere.',
    'dynamic',
  ),
  extraLabels: stringMap('Labels of the claims.', {}),
  extraVolumes: list('Further volumes of user pods, verbatim.', []),
  extraVolumeMounts: list('Further mounts of user pods, verbatim.', []),
  static: deletable({
    pvcName: textOrNull('The one claim.', null),
    subPath: textOrNull("A user's folder in it.", '{username}'),
  }),
  capacity: textOrNull('Size of each claim.', '10Gi'),
  homeMountPath: required(text('Where homes are mounted.', '/home/jovyan')),
  dynamic: deletable({
    storageClass: textOrNull('Storage class; null: the default one of the cluster.', null),
    pvcNameTemplate: textOrNull('Name of the claim.', null),
    volumeNameTemplate: textOrNull('Name of the volume in the pod.', 'volume-{user_server}'),
    storageAccessModes: textsOrNulls('Access modes.', ['ReadWriteOnce']),
    subPath: textOrNull('Folder of the volume that is mounted.', null),
  }),
});

export const singleuser = closed({
  podNameTemplate: textOrNull('Name of the pod.', null),
  extraTolerations: list('Tolerations, after those of scheduling.userPods.', []),
  nodeSelector: object('Node selector.', {}),
  extraNodeAffinity: affinity('Node affinity', 'terms'),
  extraPodAffinity: affinity('Pod affinity', 'terms'),
  extraPodAntiAffinity: affinity('Pod anti-affinity', 'terms'),
  networkTools: closed({
    image: image(...CHART_RELEASE.images.networkTools, 'the container that blocks the metadata address'),
    resources: resources('the container that blocks the metadata address'),
  }),
  cloudMetadata: closed({
    blockWithIptables: required(
      flag('Whether a privileged init container blocks the metadata address.', true),
    ),
    ip: required(text('The metadata address.', '169.254.169.254')),
  }),
  networkPolicy: networkPolicy('user pods', [], true),
  events: flagOrNull('Whether the progress page shows events.', true),
  extraAnnotations: stringMap('Annotations of user pods.', {}),
  extraLabels: stringMap('Labels of user pods.', { 'hub.jupyter.org/network-access-hub': 'true' }),
  extraFiles: extraFiles('user pods'),
  extraEnv: objectOrList('Environment variables: a map of strings or EnvVars.', {}),
  lifecycleHooks: deletable({
    postStart: object('What runs after the container started.'),
    preStop: object('What runs before the container stops.'),
  }),
  initContainers: list('Init containers of user pods, verbatim.', []),
  extraContainers: list('Further containers of user pods, verbatim.', []),
  allowPrivilegeEscalation: flagOrNull(
    'Whether processes may gain rights; null leaves it out of the pod.',
    false,
  ),
  uid: integerOrNull('User id of the server.', 1000),
  fsGid: integerOrNull('Group that volumes belong to.', 100),
  serviceAccountName: textOrNull('ServiceAccount of user pods.', null),
  storage,
  image: image(...CHART_RELEASE.images.singleuserSample, 'user servers'),
  startTimeout: integerOrNull('Seconds that a server may take to start.', 300),
  cpu: deletable({
    limit: numberOrNull('CPU limit, in cores.', null),
    guarantee: numberOrNull('CPU request, in cores.', null),
  }),
  memory: deletable({
    limit: sizeOrNull('Memory limit.', null),
    guarantee: sizeOrNull('Memory request.', '1G'),
  }),
  extraResource: deletable({
    limits: object('Limits of other resources.', {}),
    guarantees: object('Requests of other resources.', {}),
  }),
  cmd: commandOrNull('Command of the server; null: that of the image.', 'jupyterhub-singleuser'),
  defaultUrl: textOrNull('Page that opens first.', null),
  extraPodConfig: object('Fields of the pod spec of user pods.', {}),
  profileList: list('Profiles that users choose from.', []),
});
