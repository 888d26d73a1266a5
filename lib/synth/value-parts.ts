/** Values of the chart that are parts of Kubernetes objects, as they are. */
import type { Fragment } from '../checks/parts/part';

const each = (of: string): Fragment => ({ of, as: 'each' });
const one = (of: string): Fragment => ({ of, as: 'one' });

const CONTAINER: Readonly<Record<string, Fragment>> = {
  resources: one('ResourceRequirements'),
  containerSecurityContext: one('SecurityContext'),
  tolerations: each('Toleration'),
  nodeSelector: { of: 'PodSpec', as: { field: 'nodeSelector' } },
  extraPodSpec: one('PodSpec'),
  'networkPolicy.ingress': each('NetworkPolicyIngressRule'),
  'networkPolicy.egress': each('NetworkPolicyEgressRule'),
};

const COMPONENTS = [
  'hub',
  'proxy.chp',
  'proxy.traefik',
  'proxy.secretSync',
  'singleuser',
  'singleuser.networkTools',
  'scheduling.userScheduler',
  'scheduling.userPlaceholder',
  'prePuller',
  'prePuller.hook',
];

/** By path. Where a component is on, its objects show the same; where it is off, only this does. */
export const VALUE_PARTS: Readonly<Record<string, Fragment>> = {
  ...Object.fromEntries(
    COMPONENTS.flatMap((component) =>
      Object.entries(CONTAINER).map(([key, fragment]) => [`${component}.${key}`, fragment]),
    ),
  ),
  'hub.initContainers': each('Container'),
  'hub.extraContainers': each('Container'),
  'hub.extraVolumes': each('Volume'),
  'hub.extraVolumeMounts': each('VolumeMount'),
  'hub.podSecurityContext': one('PodSecurityContext'),
  'proxy.traefik.extraVolumes': each('Volume'),
  'proxy.traefik.extraVolumeMounts': each('VolumeMount'),
  'ingress.tls': each('IngressTLS'),
};
