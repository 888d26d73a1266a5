import { q16 } from '../../values/quirks/q-16';
import type { Values } from '../../values/schema/values';
import { type DaemonSet, filled, verbatim } from '../kubernetes/plain';
import { imageName, imagePullSecrets } from '../pod/image';
import { podTemplate } from '../pod/pod';
import { requiredUserAffinity, tolerations } from '../pod/scheduling';
import type { Release } from '../release/release';
import { type PullPlan, poolPlacement } from './pools';
import { type PullerValues, pullContainers } from './pull-containers';

/** Pulls every image that users can start, on every node where they can run, one init container each. */
export function imagePullerDaemonSet(release: Release, values: PullerValues, plan?: PullPlan): DaemonSet {
  const { prePuller, scheduling, singleuser } = values;
  const account = release.names.of('continuous-image-puller');
  const pool = plan?.pool;
  const name = pool === undefined ? account : `${account}-${pool.name}`;
  // Selectors of two DaemonSets must not overlap.
  const component = pool === undefined ? 'continuous-image-puller' : `continuous-image-puller-${pool.name}`;
  const place = pool === undefined ? undefined : poolPlacement(pool);
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
          nodeSelector: filled(
            verbatim<Record<string, string>>({ ...singleuser.nodeSelector, ...place?.nodeSelector }),
          ),
          tolerations: tolerations(
            scheduling.userPods.tolerations,
            singleuser.extraTolerations,
            prePuller.extraTolerations,
            place?.tolerations,
          ),
          affinity: requiredUserAffinity(values),
          terminationGracePeriodSeconds: 0,
          automountServiceAccountToken: false,
          serviceAccountName: release.by(q16)(prePuller.continuous.serviceAccount, account),
          imagePullSecrets: imagePullSecrets(release, singleuser.image, values),
          initContainers: pullContainers(release, values, plan?.pulls),
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
