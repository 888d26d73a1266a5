import type { JsonObject } from '../../document/json';
import { type Path, valueAt } from '../../document/path';
import { quirk } from './quirk';

const BUDGETS: readonly Path[] = [
  ['hub', 'pdb'],
  ['proxy', 'chp', 'pdb'],
  ['proxy', 'traefik', 'pdb'],
  ['scheduling', 'userScheduler', 'pdb'],
];

/** Whether a budget that has both limits prints them both. */
export const q07 = quirk<'both' | 'written'>({
  id: 'Q-07',
  decision: 'fixed',
  chartDoes: 'Setting only maxUnavailable prints the default minAvailable too; the API server refuses both.',
  weDo: 'The limit that was set replaces the default one. Setting both is an error.',
  occurs: (_values, written: JsonObject) => {
    const pair = BUDGETS.map((path) => [...path, 'maxUnavailable']).find((path) => isSet(written, path));
    return pair;
  },
  chart: 'both',
  fixed: 'written',
});

/** Budgets for which a user set both limits. */
export function doubleBudgets(written: JsonObject): Path[] {
  return BUDGETS.filter(
    (path) => isSet(written, [...path, 'minAvailable']) && isSet(written, [...path, 'maxUnavailable']),
  );
}

function isSet(written: JsonObject, path: Path): boolean {
  return typeof valueAt(written, path) === 'number';
}
