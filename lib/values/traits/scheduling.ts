/** On which nodes user pods run (C-32 to C-35). */
import type { Json } from '../../document/json';
import { type Resolver, whereSet } from './trait-source';

const USER_NODES = {
  matchExpressions: [{ key: 'hub.jupyter.org/node-purpose', operator: 'In', values: ['user'] }],
};

export const scheduling: Resolver = ({ scheduling: settings, singleuser }, { names }) => {
  const { matchNodePurpose } = settings.userPods.nodeAffinity;
  const { preferred, required } = singleuser.extraNodeAffinity;
  const tolerations: Json[] = [
    ...(settings.userPods.tolerations ?? []),
    ...(singleuser.extraTolerations ?? []),
  ];
  return whereSet({
    scheduler_name: settings.userScheduler.enabled ? names.userScheduler : null,
    priority_class_name: settings.podPriority.enabled ? names.defaultPriority : null,
    node_affinity_preferred:
      matchNodePurpose === 'prefer' ? [...(preferred ?? []), { weight: 100, preference: USER_NODES }] : null,
    node_affinity_required: matchNodePurpose === 'require' ? [...(required ?? []), USER_NODES] : null,
    tolerations: tolerations.length > 0 ? tolerations : null,
  });
};
