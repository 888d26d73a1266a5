import { QUIRKS } from '../quirks';
import { doubleBudgets } from '../quirks/q-07';
import type { QuirkNote } from '../quirks/quirk';
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
        ...(each.decision === 'kept' ? {} : { hint: otherwise(each) }),
      });
    } else if (each.decision === 'refused') {
      found.push(refuse('VALUES_QUIRK', path, `${each.id}: ${each.chartDoes}`, wayOut(each)));
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

function otherwise(quirk: QuirkNote): string {
  return quirk.decision === 'refused'
    ? `In a config this is an error. ${wayOut(quirk)}`
    : `With render --fixed, and in a config: ${quirk.weDo}`;
}

/** The decisions of refused quirks begin with the word that the message says already. */
function wayOut({ weDo }: QuirkNote): string {
  const text = weDo.replace(/^An error: /, '');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
