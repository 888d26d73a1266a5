import { httpsMode } from '../../values/https';
import type { Values } from '../../values/schema/values';
import { type Deployment, filled, type Volume, verbatim } from '../kubernetes/plain';
import { imagePullSecrets } from '../pod/image';
import { access, podTemplate } from '../pod/pod';
import { coreAffinity, tolerations } from '../pod/scheduling';
import type { Release } from '../release/release';
import { chpContainer, type ProxyPodValues } from './container';

/** configurable-http-proxy: every request of a user goes through it, so it is kept apart from the hub. */
export function proxyDeployment(release: Release, values: ProxyPodValues): Deployment {
  const { proxy, scheduling } = values;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: release.metadata(release.names.of('proxy'), 'proxy'),
    spec: {
      replicas: 1,
      revisionHistoryLimit: proxy.chp.revisionHistoryLimit ?? undefined,
      selector: { matchLabels: release.selector('proxy') },
      strategy: verbatim(proxy.deploymentStrategy),
      template: podTemplate(release, {
        component: 'proxy',
        labels: { ...access('hub', 'singleuser'), ...proxy.labels },
        annotations: proxy.annotations,
        extraPodSpec: proxy.chp.extraPodSpec,
        spec: {
          // Open connections get a minute to end.
          terminationGracePeriodSeconds: 60,
          priorityClassName: scheduling.podPriority.enabled ? release.names.defaultPriority : undefined,
          nodeSelector: filled(verbatim<Record<string, string>>(proxy.chp.nodeSelector)),
          tolerations: tolerations(scheduling.corePods.tolerations, proxy.chp.tolerations),
          affinity: coreAffinity(scheduling),
          volumes: filled(tlsVolumes(release, proxy)),
          imagePullSecrets: imagePullSecrets(release, proxy.chp.image, values),
          containers: [chpContainer(release, values)],
        },
      }),
    },
  };
}

function tlsVolumes(release: Release, proxy: Values['proxy']): Volume[] {
  const mode = httpsMode(proxy);
  if (mode === 'manual') return [tls(release.names.of('proxy-public-manual-tls'))];
  return mode === 'secret' ? [tls(proxy.https.secret?.name)] : [];
}

function tls(secretName: string | null | undefined): Volume {
  return { name: 'tls-secret', secret: { secretName: secretName ?? undefined } };
}
