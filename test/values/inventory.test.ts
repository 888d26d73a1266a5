/** Every key of inventory section 2: its default, its type, what a null does. The table is inventory.json. */

import type { Json, JsonObject } from '../../lib/document/json';
import { valueAt } from '../../lib/document/path';
import { DEFAULTS, valuesSchema } from '../../lib/values/defaults';
import { findings } from '../support/render';
import rows from './inventory.json';

const table = rows as unknown as [path: string, type: string, standard: Json][];
const ABSENT = '(absent)';

/** Sample values by the inventory's words for types. */
const SAMPLES: Record<string, { good: Json[]; bad: Json[] }> = {
  str: { good: ['x', ''], bad: [1, true, [], {}] },
  int: { good: [1, 1.0, -1], bad: ['1', 1.5, true, [], {}] },
  'int ≥0': { good: [0, 3], bad: [-1, '1', 1.5] },
  num: { good: [1, 0.5], bad: ['1', true, {}] },
  'num|str': { good: [1, 0.5, '1G'], bad: [true, {}, []] },
  bool: { good: [true, false], bad: ['true', 1, 'yes', {}] },
  obj: { good: [{}, { a: 1 }], bad: ['x', 1, [], true] },
  arr: { good: [[], [1, 'a', {}]], bad: ['x', 1, {}, true] },
  'arr of str': { good: [[], ['a']], bad: ['x', [1], [{}], {}] },
  'map(str)': { good: [{}, { a: 'b' }], bad: [{ a: 1 }, { a: true }, { a: {} }, 'x', []] },
  'obj|arr': { good: [{}, []], bad: ['x', 1, true] },
  'arr|str': { good: ['x', ['x']], bad: [1, {}, true] },
  Image: {
    good: [{ name: 'a', tag: 'b', pullPolicy: 'Always', pullSecrets: [] }],
    bad: [{ tag: 1 }, { digest: 'x' }, { pullPolicy: 'always' }, 'a:b'],
  },
  NetworkPolicy: {
    good: [{ enabled: true, ingress: [], allowedIngressPorts: [1] }],
    bad: [
      { enabled: 'x' },
      { egres: [] },
      { interNamespaceAccessLabels: 'yes' },
      { egressAllowRules: { dns: true } },
    ],
  },
  ServiceAccount: {
    good: [{ create: false, name: 'a', annotations: { a: 'b' } }],
    bad: [{ create: 'x' }, { nme: 'a' }, { annotations: { a: 1 } }],
  },
  Probe: { good: [{ enabled: false, anything: 1 }], bad: [{ enabled: 'x' }, true] },
  ExtraFiles: {
    good: [{ a: { mountPath: '/a', stringData: 'x' } }],
    bad: [
      { a: { stringData: 'x' } },
      { a: { mountPath: '/a', stringData: 1 } },
      { a: { mountPath: '/a', stringData: 'x', more: 1 } },
    ],
  },
  Pdb: { good: [], bad: ['x', {}] },
};

function samplesFor(type: string, path: string): { good: Json[]; bad: Json[] } {
  if (type.startsWith('enum ')) {
    const words = type
      .slice(5)
      .split(', ')
      .map((each) => (each === 'null' ? null : each === '`""`' ? '' : each));
    return { good: words.filter((each) => each !== null), bad: ['something-else', 1, {}] };
  }
  if (type === '(any)' || type === 'open (no type)') return { good: ['x', 1, {}, true], bad: [] };
  if (type.startsWith('map key'))
    return {
      good: [{ a: { name: 'a', tag: 'b' } }],
      bad: [{ a: { name: 'a' } }, { a: { name: 'a', tag: 1 } }, { a: { name: 'a', tag: 'b', x: 1 } }],
    };
  if (type === 'ExtraEnv') return { good: [{ A: 'x' }, [{ name: 'A' }]], bad: ['x', 1] };
  if (type === 'Pdb') return path.endsWith('.enabled') ? samplesFor('bool', path) : samplesFor('int', path);
  const plain = type
    .replace(/ \((required|objects rejected|str values|str or .*)\)$/, '')
    .replace(/^obj open$/, 'obj')
    .replace(
      /^arr of (NodeSelectorTerm|PreferredSchedulingTerm|PodAffinityTerm|WeightedPodAffinityTerm)$/,
      'arr',
    )
    .replace(/, tpl$/, '')
    .replace(/^list of str$/, '(any)')
    .replace(/\|null$/, '')
    .replace(/^int\|null ≥0$/, 'int ≥0');
  const found = plain === '(any)' ? { good: [['x']], bad: [] } : SAMPLES[plain];
  if (!found) throw new Error(`no samples for the type ${type} of ${path}`);
  return found;
}

/** What the sections on the way must not lack is kept: only the one key changes. */
function at(path: string, value: Json): JsonObject {
  return path.split('.').reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject;
}

const problems = (path: string, value: Json) =>
  findings(at(path, value)).filter(
    (each) => / SCHEMA_| VALUES_REMOVED/.test(each) && each.startsWith('error'),
  );

test('the table is whole: every key of our schema that the inventory has, and none twice', () => {
  const paths = table.map(([path]) => path);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths.length).toBeGreaterThan(260);
});

test.each(table)('%s (%s): its default', (path, _type, standard) => {
  const value = valueAt(DEFAULTS, path.split('.'));
  const topLevelNull = standard === null && !path.includes('.');
  expect(value === undefined ? ABSENT : value).toEqual(topLevelNull ? ABSENT : standard);
});

/** Below these the chart's schema takes anything, whatever the inventory says the values are used as (B-44). */
const OPEN = ['global.', 'hub.config.'];

test.each(table)('%s (%s): what it takes and what not', (path, type) => {
  if (OPEN.some((each) => path.startsWith(each))) {
    expect(problems(path, path === 'hub.config.JupyterHub' ? { any: 1 } : 'anything')).toEqual([]);
    return;
  }
  const { good, bad } = samplesFor(type, path);
  for (const value of good) expect([value, problems(path, value)]).toEqual([value, []]);
  for (const value of bad) expect([value, problems(path, value).length > 0]).toEqual([value, true]);
});

test.each(table.filter(([, type]) => type.includes('(required)')))('%s (%s): cannot be deleted', (path) => {
  expect(problems(path, null)).toEqual([`error SCHEMA_MISSING_KEY ${path}`]);
});

test.each(table)('%s: has a meaning', (path) => {
  let node: JsonObject | undefined = valuesSchema();
  for (const key of path.split('.'))
    node = ((node?.['properties'] as JsonObject | undefined)?.[key] ?? undefined) as JsonObject | undefined;
  // What lies below them is not the chart's to explain.
  if (OPEN.some((each) => path.startsWith(each))) return;
  if (node?.['properties']) return;
  expect(node?.['description']).toMatch(/\.$/);
});
