import type { Rule } from './rule';

/** Placeholders that cannot be evicted keep users out (B-42). */
export const placeholderPriority: Rule = ({ scheduling: { userPlaceholder, podPriority } }) =>
  userPlaceholder.enabled && (userPlaceholder.replicas ?? 0) > 0 && !podPriority.enabled
    ? [
        {
          code: 'VALUES_CONFLICT',
          severity: 'warning',
          path: ['scheduling', 'userPlaceholder', 'replicas'],
          message: 'Placeholders without pod priorities are not evicted when users come.',
          hint: 'Set scheduling.podPriority.enabled: true.',
        },
      ]
    : [];
