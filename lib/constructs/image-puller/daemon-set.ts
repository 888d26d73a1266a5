import { q16 } from '../../values/quirks/q-16';
import type { Values } from '../../values/schema/values';
import { type DaemonSet, filled, verbatim } from '../kubernetes/plain';
import { imageName, imagePullSecrets } from '../pod/image';
import { podTemplate } from '../pod/pod';
import { requiredUserAffinity, tolerations } from '../pod/scheduling';
import type { Release } from '../release/release';
import { type PullerValues, pullContainers } from './pull-containers';

/** Pulls every image that users can start, on every node where they can run, one init container each. */
export function imagePullerDaemonSet(release: Release, values: PullerValues): DaemonSet {
  const { prePuller, scheduling, singleuser } = values;
  const name = release.names.of('continuous-image-puller');
  const component = 'continuous-image-puller';
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: release.metadata(name, component),
    spec: {
      selector: { matchLabels: release.selector(component) },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } },
      revisionHistoryLimit: prePuller.revisionHistoryLimit ?? undefined,
      template: podTemplate(release, {
        component,
        annotations: prePuller.annotations,
        spec: {
          priorityClassName: scheduling.podPriority.enabled ? release.names.imagePullerPriority : undefined,
          nodeSelector: filled(verbatim<Record<string, string>>(singleuser.nodeSelector)),
          tolerations: tolerations(
            scheduling.userPods.tolerations,
            singleuser.extraTolerations,
            prePuller.extraTolerations,
          ),
          affinity: requiredUserAffinity(values),
          terminationGracePeriodSeconds: 0,
          automountServiceAccountToken: false,
          serviceAccountName: release.by(q16)(prePuller.continuous.serviceAccount, name),
          imagePullSecrets: imagePullSecrets(release, singleuser.image, values),
          initContainers: pullContainers(release, values),
          containers: [pause(prePuller)],
        },
      }),
    },
  };
}

function pause({ pause: { image, containerSecurityContext }, resources }: Values['prePuller']) {
  return {
    name: 'pause',
    image: imageName(image),
    resources: filled(verbatim<object>(resources)),
    securityContext: filled(verbatim<object>(containerSecurityContext)),
  };
}
