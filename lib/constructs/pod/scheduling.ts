/** Where pods may run: tolerations and affinity (W-13 to W-15, 1.3.1). */
import type { Json } from '../../document/json';
import type { Values } from '../../values/schema/values';
import { type Affinity, filled, type Toleration, verbatim } from '../kubernetes/plain';

type Terms = readonly Json[] | null | undefined;

export function tolerations(...lists: Terms[]): Toleration[] | undefined {
  return filled(verbatim<Toleration[]>(lists.flatMap((each) => each ?? [])));
}

function purposeTerm(purpose: 'core' | 'user') {
  return { matchExpressions: [{ key: 'hub.jupyter.org/node-purpose', operator: 'In', values: [purpose] }] };
}

export function coreAffinity({ corePods }: Values['scheduling']): Affinity | undefined {
  switch (corePods.nodeAffinity.matchNodePurpose) {
    case 'require':
      return {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [purposeTerm('core')] },
        },
      };
    case 'prefer':
      return {
        nodeAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: purposeTerm('core') }],
        },
      };
    default:
      return undefined;
  }
}

type UserValues = Pick<Values, 'scheduling' | 'singleuser'>;

/** What user pods insist on, as pods that stand in for them. */
export function userNodeTerms({ scheduling, singleuser }: UserValues): Json[] {
  const purpose =
    scheduling.userPods.nodeAffinity.matchNodePurpose === 'require' ? [purposeTerm('user')] : [];
  return [...purpose, ...(singleuser.extraNodeAffinity.required ?? [])];
}

export function requiredUserAffinity(values: UserValues): Affinity | undefined {
  const nodeSelectorTerms = userNodeTerms(values);
  return nodeSelectorTerms.length > 0
    ? {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: verbatim(nodeSelectorTerms) },
        },
      }
    : undefined;
}

/** The whole affinity of user pods. */
export function userAffinity(values: UserValues): Affinity | undefined {
  const { scheduling, singleuser } = values;
  const preferred = [
    ...(scheduling.userPods.nodeAffinity.matchNodePurpose === 'prefer'
      ? [{ weight: 100, preference: purposeTerm('user') }]
      : []),
    ...(singleuser.extraNodeAffinity.preferred ?? []),
  ];
  const affinity: Affinity = {
    nodeAffinity: filled(
      withoutEmpty({
        ...requiredUserAffinity(values)?.nodeAffinity,
        preferredDuringSchedulingIgnoredDuringExecution: filled(preferred),
      }),
    ) as Affinity['nodeAffinity'],
    podAffinity: podTerms(singleuser.extraPodAffinity) as Affinity['podAffinity'],
    podAntiAffinity: podTerms(singleuser.extraPodAntiAffinity) as Affinity['podAntiAffinity'],
  };
  return filled(withoutEmpty(affinity));
}

function podTerms({ required, preferred }: { required?: Terms; preferred?: Terms }) {
  return filled(
    withoutEmpty({
      requiredDuringSchedulingIgnoredDuringExecution: filled(required),
      preferredDuringSchedulingIgnoredDuringExecution: filled(preferred),
    }),
  );
}

function withoutEmpty<T extends object>(map: T): T {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined)) as T;
}
