/** The mutation score in small; the large one, on real values files, is scripts/mutations.mjs. */
import { join } from 'node:path';
import { KINDS, score } from '.';

jest.setTimeout(120_000);

const SAMPLES = join(__dirname, 'values');
const scores = score(SAMPLES, 150, 3);
const judged = scores.flatMap((each) => each.judged);

test('the samples are right as they are', () => {
  const alarms = scores.flatMap(({ file, alarms: all }) =>
    all.filter(({ severity }) => severity === 'error').map(({ message }) => `${file}: ${message}`),
  );
  expect(scores).toHaveLength(2);
  expect(alarms).toEqual([]);
});

test('nearly every fault is refused at its line', () => {
  const missed = judged
    .filter(({ verdict }) => verdict !== 'refused')
    .map(({ edit, verdict, line }) => `${line} ${edit.kind}: ${edit.what} ${verdict}`);
  expect(judged).toHaveLength(150);
  expect(missed.length > judged.length * 0.02 ? missed : []).toEqual([]);
});

test('there are edits of every kind, and the same seed gives the same ones', () => {
  for (const kind of KINDS)
    expect(judged.filter(({ edit }) => edit.kind === kind).length).toBeGreaterThan(10);
  const again = score(SAMPLES, 20, 3).flatMap((each) => each.judged.map(({ edit }) => edit.what));
  expect(again.length).toBe(20);
  expect(judged.map(({ edit }) => edit.what)).toEqual(expect.arrayContaining(again));
});
