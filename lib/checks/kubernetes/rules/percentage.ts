import { brief } from '../shown';
import type { Check, Rule } from './rule';

/** An integer, or a text such as 25%. */
const amounts =
  (...fields: string[]): Check =>
  (node, context) => {
    for (const field of fields) {
      const value = node[field];
      const right =
        typeof value === 'string' ? /^\d+%$/.test(value) : typeof value !== 'number' || value >= 0;
      if (!right)
        context.report(
          node,
          [field],
          'format',
          `is ${brief(value)}; it has to be a number or a percentage such as "25%".`,
        );
    }
  };

export const percentage: Rule = {
  name: 'percentage',
  on: {
    RollingUpdateDeployment: amounts('maxUnavailable', 'maxSurge'),
    RollingUpdateDaemonSet: amounts('maxUnavailable', 'maxSurge'),
    RollingUpdateStatefulSetStrategy: amounts('maxUnavailable'),
    PodDisruptionBudgetSpec: amounts('minAvailable', 'maxUnavailable'),
  },
};
