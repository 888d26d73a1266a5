/** Keys in the order in which Helm writes them: KubeSpawner takes the first choice of an option for the default. */
import { parse } from 'yaml';
import { inGoOrder } from '../../lib/output/yaml-key-order';
import { buildOracle, type Oracle } from '../oracle/go-yaml/oracle';
import { Random } from '../oracle/go-yaml/random';

let go: Oracle;
beforeAll(() => {
  go = buildOracle();
}, 120_000);
afterAll(() => go?.remove());

const LETTERS = [...'aabbzAZéß0011299__--..//~ {漢€', '10', '007', 'mem_', 'gb'];

test('as sigs.k8s.io/yaml orders 3,000 maps of odd keys', () => {
  const random = new Random(7);
  const key = () => random.times(1 + random.below(6), () => random.pick(LETTERS)).join('');
  const maps = random
    .times(4000, () => [...new Set(random.times(2 + random.below(5), key))])
    .filter((keys) => !goesInCircles(keys));
  expect(maps.length).toBeGreaterThan(3000);
  // Keys in quotes, so that none is read as a number.
  const documents = maps.map((keys) => keys.map((each) => `"${each}": x\n`).join(''));
  const wrong = go.read(documents).flatMap(({ again }, index) => {
    const theirs = (parse(again, { intAsBigInt: false, schema: 'failsafe' }) as object | null) ?? {};
    const order = [...again.matchAll(/^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|(.+?)): x$/gm)].map(
      ([, double, single, plain]) =>
        double === undefined ? (single?.replaceAll("''", "'") ?? plain ?? '') : JSON.parse(`"${double}"`),
    );
    expect(order).toHaveLength(Object.keys(theirs).length);
    const ours = inGoOrder([...(maps[index] ?? [])]);
    return JSON.stringify(order) === JSON.stringify(ours) ? [] : [{ ours, order }];
  });
  expect(wrong.slice(0, 3)).toEqual([]);
});

test.each([
  [
    ['mem_119_gb', 'mem_4_gb'],
    ['mem_4_gb', 'mem_119_gb'],
  ],
  [
    ['a_b', 'aB', 'a10', 'a9'],
    ['a_b', 'a9', 'a10', 'aB'],
  ],
  [
    ['app.kubernetes.io/name', 'app'],
    ['app', 'app.kubernetes.io/name'],
  ],
])('%j becomes %j', (keys, ordered) => {
  expect(inGoOrder([...keys])).toEqual(ordered);
});

/** Go's order is none for keys such as 2b, 10z, 1b: each comes before the next. What it writes then is chance. */
function goesInCircles(keys: readonly string[]): boolean {
  const before = (a: string, b: string) => a !== b && inGoOrder([a, b])[0] === a;
  return keys.some((a) => keys.some((b) => before(a, b) && keys.some((c) => before(b, c) && before(c, a))));
}
