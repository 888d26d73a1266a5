/** Shows answers to checks. */
import Table from 'cli-table3';
import type { Check } from '../../ops/check';
import { type Console, printJson } from '../console';
import { EXIT } from '../exit-code';
import { PLAIN } from './steps';

export function showChecks(
  checks: readonly Check[],
  json: boolean | undefined,
  console: Console,
  more: Readonly<Record<string, unknown>> = {},
): number {
  const ok = !checks.some(({ state }) => state === 'wrong');
  if (json) printJson({ ok, checks, ...more });
  else {
    const table = new Table(PLAIN);
    const colour = { ok: undefined, warning: 'yellow', wrong: 'red' } as const;
    table.push(
      ...checks.map(({ state, what, detail }) => {
        const paint = colour[state];
        return [paint === undefined ? state : console.paint(paint, state), what, detail];
      }),
    );
    process.stdout.write(`${table.toString().replace(/ +$/gm, '')}\n`);
  }
  return ok ? EXIT.done : EXIT.no;
}
