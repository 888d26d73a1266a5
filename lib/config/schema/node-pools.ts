/** `nodePools`: the nodes that servers of users can run on. */
import { type Static, Type } from '@sinclair/typebox';
import { choice, closed, needed, text } from './words';

const amounts = (description: string) =>
  Type.Unsafe<Readonly<Record<string, string | number>>>({
    type: 'object',
    description,
    additionalProperties: { type: ['string', 'number'] },
  });

const taint = Type.Object(
  {
    key: needed('Its key.'),
    value: text('Its value.'),
    effect: choice(['NoSchedule', 'NoExecute', 'PreferNoSchedule'], 'Its effect.', 'NoSchedule'),
  },
  closed,
);

const labels = Type.Unsafe<Readonly<Record<string, string>>>({
  type: 'object',
  description: 'Labels by which its nodes are known.',
  additionalProperties: { type: 'string' },
});

const pool = Type.Object(
  {
    name: Type.String({
      description: 'Its name.',
      pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
      maxLength: 20,
    }),
    allocatable: amounts('What one node has for pods: cpu, memory, nvidia.com/gpu, ...'),
    overhead: Type.Optional(amounts('What is gone for DaemonSets and the like: cpu, memory.')),
    labels: Type.Optional(labels),
    taints: Type.Optional(Type.Array(taint, { description: 'Taints of its nodes.' })),
  },
  closed,
);

export const NodePoolsSection = Type.Optional(
  Type.Array(pool, { description: 'The nodes that servers of users can run on.' }),
);

export type NodePool = Static<typeof pool>;
export type NodePools = readonly NodePool[];
