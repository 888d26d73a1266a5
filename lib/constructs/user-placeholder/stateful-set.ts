import type { Json, JsonObject } from '../../document/json';
import type { Values } from '../../values/schema/values';
import { filled, type ResourceRequirements, type StatefulSet, verbatim } from '../kubernetes/plain';
import { image, imagePullSecrets } from '../pod/image';
import { podTemplate } from '../pod/pod';
import { tolerations, userAffinity } from '../pod/scheduling';
import type { Release } from '../release/release';

export type PlaceholderValues = Pick<
  Values,
  'scheduling' | 'singleuser' | 'imagePullSecret' | 'imagePullSecrets'
>;

/** Pods as large as a user's that do nothing: a user who comes evicts one and takes its seat. */
export function userPlaceholderStatefulSet(release: Release, values: PlaceholderValues): StatefulSet {
  const { scheduling, singleuser } = values;
  const { userPlaceholder } = scheduling;
  const name = release.names.of('user-placeholder');
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: release.metadata(name, 'user-placeholder'),
    spec: {
      podManagementPolicy: 'Parallel',
      replicas: userPlaceholder.replicas ?? undefined,
      revisionHistoryLimit: userPlaceholder.revisionHistoryLimit ?? undefined,
      selector: { matchLabels: release.selector('user-placeholder') },
      serviceName: name,
      template: podTemplate(release, {
        component: 'user-placeholder',
        labels: userPlaceholder.labels,
        annotations: userPlaceholder.annotations,
        extraPodSpec: userPlaceholder.extraPodSpec,
        spec: {
          priorityClassName: scheduling.podPriority.enabled
            ? release.names.userPlaceholderPriority
            : undefined,
          schedulerName: scheduling.userScheduler.enabled ? release.names.userScheduler : undefined,
          tolerations: tolerations(scheduling.userPods.tolerations, singleuser.extraTolerations),
          nodeSelector: filled(verbatim<Record<string, string>>(singleuser.nodeSelector)),
          affinity: userAffinity(values),
          // A seat is given up at once.
          terminationGracePeriodSeconds: 0,
          automountServiceAccountToken: false,
          imagePullSecrets: imagePullSecrets(release, userPlaceholder.image, values),
          containers: [
            {
              name: 'pause',
              ...image(userPlaceholder.image),
              resources: filled(verbatim(userPlaceholder.resources)) ?? userResources(singleuser),
              securityContext: filled(verbatim(userPlaceholder.containerSecurityContext)),
            },
          ],
        },
      }),
    },
  };
}

/** USERRES: what a user's server asks for. */
function userResources({
  cpu,
  memory,
  extraResource,
}: Values['singleuser']): ResourceRequirements | undefined {
  return filled({
    ...side('requests', cpu?.guarantee, memory?.guarantee, extraResource?.guarantees),
    ...side('limits', cpu?.limit, memory?.limit, extraResource?.limits),
  });
}

function side(
  name: 'requests' | 'limits',
  cpu: Json | undefined,
  memory: Json | undefined,
  extra: JsonObject | null | undefined,
) {
  const amounts = {
    ...(cpu ? { cpu } : {}),
    ...(memory ? { memory } : {}),
    ...Object.fromEntries(
      Object.entries(extra ?? {}).map(([resource, amount]) => [resource, String(amount)]),
    ),
  };
  return Object.keys(amounts).length > 0 ? { [name]: amounts } : {};
}
