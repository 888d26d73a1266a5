/** Where values hold parts of Kubernetes objects, by their definitions. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.env['HUBSYNTH_ROOT'] ?? join(__dirname, '../..');
const { definitions } = JSON.parse(readFileSync(join(root, 'imports/kubernetes/schema.json'), 'utf8')) as {
  definitions: Record<string, string>;
};

/** Fields by name, each in the letters of the table (scripts/kubernetes-schema.py); undefined for what is no definition. */
export function fields(type: string): Map<string, string> | undefined {
  const text = definitions[type];
  if (text === undefined) return undefined;
  return new Map(
    text.split(' ').map((each) => {
      const colon = each.indexOf(':');
      return [each.slice(0, colon), (each.slice(colon + 1).split(/[@|]/)[0] ?? '').replace('!', '')];
    }),
  );
}

export interface Roots {
  /** Traits of KubeSpawner; else keys of the chart. */
  readonly podParts: boolean;
}

const TRAITS: Record<string, string> = {
  volumes: '[Volume',
  volume_mounts: '[VolumeMount',
  init_containers: '[Container',
  extra_containers: '[Container',
  tolerations: '[Toleration',
  extra_pod_config: 'PodSpec',
  extra_container_config: 'Container',
  lifecycle_hooks: 'Lifecycle',
  node_selector: '{s',
};

const COMPONENT: Record<string, string> = {
  initContainers: '[Container',
  extraContainers: '[Container',
  extraVolumes: '[Volume',
  extraVolumeMounts: '[VolumeMount',
  resources: 'ResourceRequirements',
  tolerations: '[Toleration',
  podSecurityContext: 'PodSecurityContext',
  containerSecurityContext: 'SecurityContext',
  extraPodSpec: 'PodSpec',
  extraEnv: '{EnvVar',
  nodeSelector: '{s',
  'networkPolicy.ingress': '[NetworkPolicyIngressRule',
  'networkPolicy.egress': '[NetworkPolicyEgressRule',
  'lifecycle.postStart': 'LifecycleHandler',
  'lifecycle.preStop': 'LifecycleHandler',
};

const KEYS: Record<string, string> = {
  ...Object.fromEntries(
    ['hub', 'proxy.chp', 'scheduling.userScheduler', 'singleuser'].flatMap((component) =>
      Object.entries(COMPONENT).map(([key, type]) => [`${component}.${key}`, type]),
    ),
  ),
  'hub.service.extraPorts': '[ServicePort',
  'ingress.tls': '[IngressTLS',
  'singleuser.storage.extraVolumes': '[Volume',
  'singleuser.storage.extraVolumeMounts': '[VolumeMount',
  'singleuser.extraTolerations': '[Toleration',
  'singleuser.extraPodConfig': 'PodSpec',
  'singleuser.lifecycleHooks.postStart': 'LifecycleHandler',
  'singleuser.lifecycleHooks.preStop': 'LifecycleHandler',
  'singleuser.extraNodeAffinity.required': '[NodeSelectorTerm',
  'singleuser.extraNodeAffinity.preferred': '[PreferredSchedulingTerm',
  'singleuser.extraPodAffinity.required': '[PodAffinityTerm',
  'singleuser.extraPodAffinity.preferred': '[WeightedPodAffinityTerm',
  'singleuser.extraPodAntiAffinity.required': '[PodAffinityTerm',
  'singleuser.extraPodAntiAffinity.preferred': '[WeightedPodAffinityTerm',
};

export function rootOf(place: string, { podParts }: Roots): string | undefined {
  const table = podParts ? TRAITS : KEYS;
  return Object.hasOwn(table, place) ? table[place] : undefined;
}
