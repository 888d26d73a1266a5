import type { Values } from '../../values/schema/values';
import { type Container, type Deployment, filled, verbatim } from '../kubernetes/plain';
import { image, imagePullSecrets } from '../pod/image';
import { podTemplate } from '../pod/pod';
import { coreAffinity, tolerations } from '../pod/scheduling';
import type { Release } from '../release/release';
import { accountName } from '../release/service-account';

export type SchedulerPodValues = Pick<Values, 'scheduling' | 'imagePullSecret' | 'imagePullSecrets'>;

/** A kube-scheduler for user pods only (O-33). */
export function userSchedulerDeployment(
  release: Release,
  values: SchedulerPodValues,
  checksum: string,
): Deployment {
  const { scheduling } = values;
  const { userScheduler } = scheduling;
  const name = release.names.of('user-scheduler');
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: release.metadata(name, 'user-scheduler'),
    spec: {
      replicas: userScheduler.replicas ?? undefined,
      revisionHistoryLimit: userScheduler.revisionHistoryLimit ?? undefined,
      selector: { matchLabels: release.selector('user-scheduler') },
      template: podTemplate(release, {
        component: 'user-scheduler',
        labels: userScheduler.labels,
        annotations: { 'checksum/config-map': checksum, ...userScheduler.annotations },
        extraPodSpec: userScheduler.extraPodSpec,
        spec: {
          priorityClassName: scheduling.podPriority.enabled ? release.names.defaultPriority : undefined,
          serviceAccountName: accountName(userScheduler.serviceAccount, name),
          nodeSelector: filled(verbatim<Record<string, string>>(userScheduler.nodeSelector)),
          tolerations: tolerations(scheduling.corePods.tolerations, userScheduler.tolerations),
          affinity: coreAffinity(scheduling),
          imagePullSecrets: imagePullSecrets(release, userScheduler.image, values),
          volumes: [{ name: 'config', configMap: { name } }],
          containers: [container(userScheduler)],
        },
      }),
    },
  };
}

function container(userScheduler: Values['scheduling']['userScheduler']): Container {
  const httpGet = { path: '/healthz', port: 10259, scheme: 'HTTPS' };
  return {
    name: 'kube-scheduler',
    ...image(userScheduler.image),
    command: [
      '/usr/local/bin/kube-scheduler',
      '--config=/etc/user-scheduler/config.yaml',
      '--authentication-skip-lookup=true',
      `--v=${userScheduler.logLevel}`,
    ],
    volumeMounts: [{ name: 'config', mountPath: '/etc/user-scheduler' }],
    livenessProbe: { httpGet, initialDelaySeconds: 15 },
    readinessProbe: { httpGet },
    resources: filled(verbatim(userScheduler.resources)),
    securityContext: filled(verbatim(userScheduler.containerSecurityContext)),
  };
}
