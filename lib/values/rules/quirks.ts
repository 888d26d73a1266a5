import { QUIRKS } from '../quirks';
import { doubleBudgets } from '../quirks/q-07';
import { type Finding, type Rule, refuse } from './rule';

/** Names each oddity of the chart that these values bring about; refuses those that have no right way. */
export const quirks: Rule = (values, written, policy) => {
  const found: Finding[] = [];
  for (const each of QUIRKS) {
    const path = each.occurs?.(values, written);
    if (path === undefined) continue;
    // The chart itself refuses such a service: there is nothing to reproduce.
    if (each.id === 'Q-13') {
      if (policy.behaviour === 'chart')
        found.push(refuse('VALUES_QUIRK', path, `${each.id}: ${each.chartDoes}`, 'Rename it.'));
    } else if (policy.behaviour === 'chart' || each.decision === 'kept') {
      found.push({
        code: each.id === 'Q-25' ? 'VALUES_OPEN_LOGIN' : 'VALUES_QUIRK',
        severity: 'warning',
        path,
        message: `${each.id}: ${each.chartDoes}`,
        ...(each.decision === 'kept'
          ? {}
          : { hint: `${each.decision === 'fixed' ? 'render --fixed and synth' : 'A config'}: ${each.weDo}` }),
      });
    } else if (each.decision === 'refused') {
      found.push(refuse('VALUES_QUIRK', path, `${each.id}: ${each.chartDoes}`, each.weDo));
    }
  }
  if (policy.behaviour === 'fixed') {
    for (const path of doubleBudgets(written)) {
      found.push(
        refuse(
          'VALUES_CONFLICT',
          [...path, 'minAvailable'],
          'A PodDisruptionBudget has one limit: minAvailable or maxUnavailable.',
          'Remove one of them.',
        ),
      );
    }
  }
  return found;
};
