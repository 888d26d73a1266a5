import type { ScalarRule } from './rule';

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

export const timestamp: ScalarRule = {
  name: 'timestamp',
  check: (value) => {
    const text = String(value);
    const valid = RFC3339.test(text) && !Number.isNaN(Date.parse(text));
    return valid ? undefined : 'a time is written as 2006-01-02T15:04:05Z';
  },
};
