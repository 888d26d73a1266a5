import type { HubConfiguration } from '../../values/hub-configuration';
import { type Deployment, filled, verbatim } from '../kubernetes/plain';
import { imagePullSecrets } from '../pod/image';
import { access, podTemplate } from '../pod/pod';
import { coreAffinity, tolerations } from '../pod/scheduling';
import type { Release } from '../release/release';
import { accountName } from '../release/service-account';
import { type HubPodValues, hubContainer } from './container';
import { hubVolumes } from './volumes';

/** The hub. One replica, replaced by recreation: two hubs on one database would harm it. */
export function hubDeployment(
  release: Release,
  values: HubPodValues,
  secrets: HubConfiguration['secrets'],
  checksums: Record<string, string>,
): Deployment {
  const { hub, scheduling } = values;
  const name = release.names.of('hub');
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: release.metadata(name, 'hub'),
    spec: {
      replicas: 1,
      revisionHistoryLimit: hub.revisionHistoryLimit ?? undefined,
      selector: { matchLabels: release.selector('hub') },
      strategy: verbatim(hub.deploymentStrategy),
      template: podTemplate(release, {
        component: 'hub',
        labels: { ...access('proxy-api', 'proxy-http', 'singleuser'), ...hub.labels },
        annotations: { ...checksums, ...hub.annotations },
        extraPodSpec: hub.extraPodSpec,
        spec: {
          priorityClassName: scheduling.podPriority.enabled ? release.names.defaultPriority : undefined,
          nodeSelector: filled(verbatim<Record<string, string>>(hub.nodeSelector)),
          tolerations: tolerations(scheduling.corePods.tolerations, hub.tolerations),
          affinity: coreAffinity(scheduling),
          serviceAccountName: accountName(hub.serviceAccount, name),
          securityContext: filled(verbatim(hub.podSecurityContext)),
          imagePullSecrets: imagePullSecrets(release, hub.image, values),
          initContainers: filled(verbatim(hub.initContainers)),
          containers: [hubContainer(release, values, secrets), ...verbatim<[]>(hub.extraContainers ?? [])],
          volumes: hubVolumes(release, hub, secrets),
        },
      }),
    },
  };
}
