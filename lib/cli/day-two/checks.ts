/** Shows answers to checks. */
import type { Check } from '../../ops/check';
import { Console, printJson } from '../console';
import { EXIT } from '../exit-code';
import { plainTable } from '../plain-table';

export function showChecks(
  checks: readonly Check[],
  json: boolean | undefined,

  more: Readonly<Record<string, unknown>> = {},
): number {
  const ok = !checks.some(({ state }) => state === 'wrong');
  if (json) printJson({ ok, checks, ...more });
  else {
    // Colours as stdout can show them, which may be a file where stderr is a terminal.
    const stdout = new Console(process.stdout);
    const colour = { ok: undefined, warning: 'yellow', wrong: 'red' } as const;
    const rows = checks.map(({ state, what, detail }) => {
      const paint = colour[state];
      return [paint === undefined ? state : stdout.paint(paint, state), what, detail];
    });
    process.stdout.write(`${plainTable(rows)}\n`);
  }
  return ok ? EXIT.done : EXIT.no;
}
