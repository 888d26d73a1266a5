/** Node pools as data: what one node leaves to servers of users. */
import type { JsonObject } from '../../document/json';
import { quantity } from '../../document/quantity';

export interface Pool {
  readonly name: string;
  readonly allocatable: Readonly<Record<string, string | number>>;
  readonly overhead?: Readonly<Record<string, string | number>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly { key: string; value?: string; effect?: string }[];
}

/** Cores, bytes and pieces by resource. */
export function freeOf({ allocatable, overhead = {} }: Pool): Record<string, number> {
  return Object.fromEntries(
    Object.entries(allocatable).map(([resource, amount]) => [
      resource,
      Math.max(0, (quantity(amount) ?? 0) - (quantity(overhead[resource] ?? 0) ?? 0)),
    ]),
  );
}

/** Tolerations with which pods get onto its nodes. */
export function tolerationsOf({ taints = [] }: Pool): JsonObject[] {
  return taints.map(({ key, value, effect = 'NoSchedule' }) =>
    value === undefined ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect },
  );
}
