/** Shows what a command did. */
import type { Step } from '../../ops/step';
import { type Console, printJson } from '../console';
import { EXIT } from '../exit-code';
import { plainTable } from '../plain-table';

/** `found`: settings as they are now. Gives the exit status: 1 when a dry run found something to do. */
export function showSteps(
  steps: readonly Step[],
  json: boolean | undefined,
  console: Console,
  found: Readonly<Record<string, string>> = {},
): number {
  const ok = !steps.some(({ state }) => state === 'missing' || state === 'different');
  if (json) printJson({ ok, steps, found });
  else {
    process.stdout.write(
      `${plainTable(steps.map(({ what, state, detail = '' }) => [state, what, detail]))}\n`,
    );
    const settings = Object.entries(found);
    if (settings.length > 0) process.stdout.write(`\n${plainTable(settings)}\n`);
  }
  if (!ok) console.say('Nothing was changed.');
  return ok ? EXIT.done : EXIT.no;
}
