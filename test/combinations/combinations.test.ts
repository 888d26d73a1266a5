/**
 * Every two sections together, each as it may look (sections.yaml): they build, in either order to the same objects, and
 * neither takes away what the other adds. Longer combinations run in the real hub: test/hub/test_combinations.py.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { findings } from '../../lib/checks/network';
import { build, objects } from '../support/config';

const SECTIONS: Record<string, Record<string, unknown>> = parse(
  readFileSync(path.join(__dirname, 'sections.yaml'), 'utf8'),
);

interface Choice {
  readonly section: string;
  readonly label: string;
  readonly content: unknown;
}

const CHOICES = Object.entries(SECTIONS).flatMap(([section, forms]) =>
  Object.entries(forms).map(([form, content]): Choice => ({ section, label: `${section} ${form}`, content })),
);

const PAIRS = CHOICES.flatMap((one, index) =>
  CHOICES.slice(index + 1)
    .filter(({ section }) => section !== one.section)
    .map((other): [string, Choice, Choice] => [`${one.label}, ${other.label}`, one, other]),
);

function text(choices: readonly Choice[]): string {
  const sections = Object.fromEntries(choices.map(({ section, content }) => [section, content]));
  return stringify({ name: 'lab', host: 'lab.example.com', ...sections });
}

const names = (choices: readonly Choice[]): string[] => Object.keys(objects(build(text(choices))));

/** With `gpu`, all that is offered takes a device: where there is none, nothing runs, and nothing is pulled. */
const NOT_WITH_GPU = 'DaemonSet/continuous-image-puller-cpu';

const alone = new Map(CHOICES.map((each) => [each.label, names([each])]));
const without = new Set(names([]));

test.each(PAIRS)('%s', (_, one, other) => {
  const both = build(text([one, other]));
  const made = objects(both);
  expect(objects(build(text([other, one])))).toEqual(made);
  const gone = [one, other].some(({ section }) => section === 'gpu') ? NOT_WITH_GPU : '';
  for (const each of [one, other]) {
    const added = alone.get(each.label)?.filter((name) => !without.has(name) && name !== gone) ?? [];
    expect(Object.keys(made)).toEqual(expect.arrayContaining(added));
  }
  const view = both.rendered.network?.();
  expect(view).toBeDefined();
  if (view !== undefined)
    expect(findings(view.world, view.wanted).filter(({ state }) => state === 'wrong')).toEqual([]);
});
