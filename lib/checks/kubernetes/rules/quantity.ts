import type { ScalarRule } from './rule';

const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+|[KMGTPE]i|[numkMGTPE])?$/;

/** Amounts of memory, processors and storage. */
export const quantity: ScalarRule = {
  name: 'quantity',
  check: (value) =>
    QUANTITY.test(String(value))
      ? undefined
      : 'a quantity is a number with an optional unit, such as 500m, 2, 1.5G or 10Gi',
};
