/** `prePuller`: pulls images to nodes before users need them (inventory 2.7). */
import { Type } from '@sinclair/typebox';
import { CHART_RELEASE } from '../chart-release';
import { flag, integer, list, object, required, stringMap } from './leaf';
import {
  closed,
  image,
  resources,
  revisionHistoryLimit,
  serviceAccount,
  unprivilegedContext,
} from './shapes';

export interface ExtraImage {
  readonly name: string;
  readonly tag: string;
  readonly pullPolicy?: string | null;
}

export const prePuller = closed({
  revisionHistoryLimit,
  labels: stringMap('Labels of the awaiter pod.', {}),
  annotations: stringMap('Pod annotations of pullers and awaiter.', {}),
  resources: resources('each container of the pullers'),
  containerSecurityContext: unprivilegedContext,
  extraTolerations: list('Tolerations of the pullers, after those of user pods.', []),
  hook: closed(
    {
      enabled: required(flag('Whether images are pulled before an upgrade.', true)),
      pullOnlyOnChanges: flag('Only when images changed.', true),
      image: image(...CHART_RELEASE.images.imageAwaiter, 'the awaiter'),
      containerSecurityContext: unprivilegedContext,
      podSchedulingWaitDuration: integer('Seconds to wait for pods to be scheduled; -1: for all.', 10),
      nodeSelector: object('Node selector of the awaiter.', {}),
      tolerations: list('Tolerations of the awaiter.', []),
      resources: resources('the awaiter'),
      serviceAccount: serviceAccount('the awaiter'),
      serviceAccountImagePuller: serviceAccount('the puller before upgrades'),
    },
    'Helm hooks. Accepted and without effect: the continuous puller does the work (docs/differences.md).',
  ),
  continuous: closed({
    enabled: required(flag('Whether a DaemonSet pulls images to every user node.', true)),
    serviceAccount: serviceAccount('the puller'),
  }),
  pullProfileListImages: flag('Whether images of profiles are pulled too.', true),
  extraImages: Type.Optional(
    Type.Unsafe<Readonly<Record<string, ExtraImage>> | null>({
      type: 'object',
      description: 'Further images to pull, by key.',
      default: {},
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'tag'],
        properties: {
          name: { type: 'string', description: 'Repository.' },
          tag: { type: 'string', description: 'Tag.' },
          pullPolicy: {
            enum: [null, '', 'IfNotPresent', 'Always', 'Never'],
            description: 'When the kubelet pulls it.',
          },
        },
      },
    }),
  ),
  pause: closed({
    containerSecurityContext: unprivilegedContext,
    image: image(...CHART_RELEASE.images.pause, "the pullers' idle container"),
  }),
});
