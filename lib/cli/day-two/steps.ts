/** Shows what a command did. */
import Table from 'cli-table3';
import type { Step } from '../../ops/step';
import { type Console, printJson } from '../console';
import { EXIT } from '../exit-code';

export const PLAIN = {
  chars: {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
    left: '',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: '  ',
  },
  style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
};

/** Gives the exit status: 1 when a dry run found something to do. */
export function showSteps(steps: readonly Step[], json: boolean | undefined, console: Console): number {
  const ok = !steps.some(({ state }) => state === 'missing' || state === 'different');
  if (json) printJson({ ok, steps });
  else {
    const table = new Table(PLAIN);
    table.push(...steps.map(({ what, state, detail = '' }) => [state, what, detail]));
    process.stdout.write(`${table.toString().replace(/ +$/gm, '')}\n`);
  }
  if (!ok) console.say('Nothing was changed.');
  return ok ? EXIT.done : EXIT.no;
}
