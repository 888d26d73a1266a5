/** Amounts of CPU and memory, as sections of the config write them. */
import { type Static, Type } from '@sinclair/typebox';
import { group } from './words';

/** JupyterHub reads `1G` as 2^30, Kubernetes as 10^9: only what both read alike. */
const MEMORY = '^[0-9]+(\\.[0-9]+)?(Mi|Gi|Ti)$';

const cores = (description: string) => Type.Optional(Type.Number({ description, exclusiveMinimum: 0 }));

export const memoryAmount = (description: string, value?: string) =>
  Type.Optional(
    Type.String({ description, pattern: MEMORY, ...(value === undefined ? {} : { default: value }) }),
  );

export const cpuRange = group('CPU, in cores.', {
  guarantee: cores('What the server always has.'),
  limit: cores('What it has at most.'),
});

export const memoryRange = group('Memory, such as 512Mi or 4Gi.', {
  guarantee: memoryAmount('What the server always has.'),
  limit: memoryAmount('What it has at most.'),
});

/** A part of a node of a pool, so that whole servers fit. */
export const nodeFraction = group('A part of a node: what its pool leaves to users, divided.', {
  pool: Type.String({ description: 'A pool of nodePools.', minLength: 1 }),
  part: Type.String({ description: 'Such as 1/4.', pattern: '^1/[1-9][0-9]{0,2}$|^1$' }),
});

export type CpuRange = Static<typeof cpuRange>;
export type MemoryRange = Static<typeof memoryRange>;
export type NodeFraction = NonNullable<Static<typeof nodeFraction>>;
