import type { ScalarRule } from './rule';

/** Integers are of 32 bits where the API says so; the decoder refuses larger ones. */
export const integerRange: ScalarRule = {
  name: 'integer-range',
  check: (value) =>
    Math.abs(Number(value)) < 2 ** 31 || value === -(2 ** 31) ? undefined : 'it has to fit into 32 bits',
};
