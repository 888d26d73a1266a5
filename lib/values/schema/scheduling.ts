/** `scheduling`: the user scheduler, placeholders, priorities, where pods may run (inventory 2.6). */
import { CHART_RELEASE } from '../chart-release';
import { choice, flag, integer, list, object, required, stringMap } from './leaf';
import {
  closed,
  extraPodSpec,
  image,
  podDisruptionBudget,
  resources,
  revisionHistoryLimit,
  serviceAccount,
  unprivilegedContext,
} from './shapes';

const score = (name: string, weight: number) => ({ name, weight });

const userScheduler = closed({
  enabled: required(flag('Whether user pods get a scheduler of their own, which packs them.', true)),
  revisionHistoryLimit,
  replicas: integer('How many, of which one leads.', 2),
  logLevel: required(integer('Verbosity.', 4)),
  plugins: required(
    object('Plugins of the scheduler profile.', {
      score: {
        disabled: [
          { name: 'NodeResourcesBalancedAllocation' },
          { name: 'NodeAffinity' },
          { name: 'InterPodAffinity' },
          { name: 'NodeResourcesFit' },
          { name: 'ImageLocality' },
        ],
        enabled: [
          score('NodeAffinity', 14631),
          score('InterPodAffinity', 1331),
          score('NodeResourcesFit', 121),
          score('ImageLocality', 11),
        ],
      },
    }),
  ),
  pluginConfig: required(
    list('Settings of the plugins.', [
      {
        name: 'NodeResourcesFit',
        args: {
          scoringStrategy: {
            type: 'MostAllocated',
            resources: [
              { name: 'cpu', weight: 1 },
              { name: 'memory', weight: 1 },
            ],
          },
        },
      },
    ]),
  ),
  containerSecurityContext: unprivilegedContext,
  image: image(...CHART_RELEASE.images.kubeScheduler, 'the user scheduler'),
  nodeSelector: object('Node selector.', {}),
  tolerations: list('Tolerations, after those of scheduling.corePods.', []),
  labels: stringMap('Pod labels.', {}),
  annotations: stringMap('Pod annotations.', {}),
  pdb: podDisruptionBudget('the user scheduler', true, 1, null),
  resources: resources('the user scheduler'),
  serviceAccount: serviceAccount('the user scheduler'),
  extraPodSpec,
});

const userPlaceholder = closed({
  enabled: flag('Whether pods hold seats for users, to be evicted when one comes.', true),
  image: image(...CHART_RELEASE.images.pause, 'placeholders'),
  revisionHistoryLimit,
  replicas: integer('How many seats are held.', 0),
  labels: stringMap('Pod labels.', {}),
  annotations: stringMap('Pod annotations.', {}),
  containerSecurityContext: unprivilegedContext,
  resources: resources("placeholders, instead of a user's"),
  extraPodSpec,
});

const dedicated = (purpose: string) =>
  ['hub.jupyter.org/dedicated', 'hub.jupyter.org_dedicated'].map((key) => ({
    key,
    operator: 'Equal',
    value: purpose,
    effect: 'NoSchedule',
  }));

const pods = (purpose: 'core' | 'user') =>
  closed({
    tolerations: required(list(`Tolerations of all ${purpose} pods.`, dedicated(purpose))),
    nodeAffinity: closed({
      matchNodePurpose: choice(
        ['ignore', 'prefer', 'require'],
        `What nodes labelled with the purpose ${purpose} mean to ${purpose} pods.`,
        'prefer',
      ),
    }),
  });

export const scheduling = closed({
  userScheduler,
  podPriority: closed({
    enabled: flag('Whether pods have priorities, so that users evict placeholders.', false),
    globalDefault: flag('Whether the default priority counts for all pods of the cluster.', false),
    defaultPriority: integer('Priority of users and core pods.', 0),
    imagePullerPriority: integer('Priority of image pullers.', -5),
    userPlaceholderPriority: integer('Priority of placeholders.', -10),
  }),
  userPlaceholder,
  corePods: pods('core'),
  userPods: pods('user'),
});
