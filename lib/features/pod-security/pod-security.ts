/** `podSecurity: restricted` becomes what servers of users have to give up; the chart's own pods hold it already. */
import type { Feature, FeatureContext, FeatureProblem } from '../feature';
import { writtenAt } from '../names';

export function podSecurity({ sections, values }: FeatureContext): Feature {
  const level = sections.podSecurity;
  if (level === undefined || level === 'privileged') return {};
  const open = writtenAt(values, 'singleuser', 'networkPolicy', 'enabled') === false;
  return {
    problems: open ? [OPEN] : [],
    values: {
      singleuser: {
        // That container is privileged; the NetworkPolicy closes the metadata address instead.
        cloudMetadata: { blockWithIptables: false },
      },
      ...(level === 'restricted' ? { hub: { config: { KubeSpawner: RESTRICTED } } } : {}),
    },
  };
}

const RESTRICTED = {
  pod_security_context: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  container_security_context: { capabilities: { drop: ['ALL'] } },
};

const OPEN: FeatureProblem = {
  code: 'VALUES_CONFLICT',
  path: ['jupyterhub', 'singleuser', 'networkPolicy', 'enabled'],
  message:
    'Nothing closes the metadata address: podSecurity takes the privileged container away, and this the policy.',
  hint: 'Leave the NetworkPolicy on, or set podSecurity: privileged.',
};
