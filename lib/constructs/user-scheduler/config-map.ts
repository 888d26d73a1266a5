import type { JsonObject } from '../../document/json';
import { writeYaml } from '../../output/yaml';
import type { Values } from '../../values/schema/values';
import type { ConfigMap } from '../kubernetes/plain';
import { filled } from '../kubernetes/plain';
import type { Release } from '../release/release';

/** How the user scheduler weighs nodes: it fills them one after another, so that others can be given back. */
export function userSchedulerConfigMap(release: Release, { userScheduler }: Values['scheduling']): ConfigMap {
  const { plugins, pluginConfig } = userScheduler;
  const profile = {
    schedulerName: release.names.userScheduler,
    ...(filled(plugins) ? { plugins } : {}),
    ...(filled(pluginConfig) ? { pluginConfig } : {}),
  };
  const configuration: JsonObject = {
    apiVersion: 'kubescheduler.config.k8s.io/v1',
    kind: 'KubeSchedulerConfiguration',
    leaderElection: {
      resourceLock: 'leases',
      resourceName: release.names.of('user-scheduler-lock'),
      resourceNamespace: release.namespace,
    },
    profiles: [profile],
  };
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: release.metadata(release.names.of('user-scheduler'), 'user-scheduler'),
    data: { 'config.yaml': writeYaml(configuration) },
  };
}
