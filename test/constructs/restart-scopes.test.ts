/** docs/restart-scopes.md, row by row: the edit is made, and the pod templates that change are those that it names. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { type AnyObject, render } from '../support/render';

const DOCUMENT = path.join(__dirname, '../../docs/restart-scopes.md');
const CODE = { hub: { extraConfig: { own: 'print(1)' } } };

const rows = (readFileSync(DOCUMENT, 'utf8').split('<!-- table -->')[1] ?? '')
  .split('<!-- end -->')[0]
  ?.split('\n')
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .filter(([edit]) => edit?.startsWith('`')) as [
  edit: string,
  code: string,
  restarts: string,
  effect: string,
][];

/** `a.b: value` as a map. */
function edited(text: string): object {
  const [, keys = '', value = ''] = /^`([\w.]+): (.*)`$/.exec(text) ?? [];
  expect(keys).not.toBe('');
  return keys.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), parse(value)) as object;
}

function joined(a: AnyObject, b: AnyObject): AnyObject {
  if (typeof a !== 'object' || typeof b !== 'object' || Array.isArray(b)) return b;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(
    keys.map((key) => [key, key in a && key in b ? joined(a[key], b[key]) : (b[key] ?? a[key])]),
  );
}

function templates(values: object): Record<string, string> {
  const workloads = Object.values(render(values, { behaviour: 'fixed' })).filter(
    (each) => each.spec?.template,
  );
  return Object.fromEntries(
    workloads.map((each) => [each.metadata.name, JSON.stringify(each.spec.template)]),
  );
}

test('the table has all kinds of edits', () => {
  expect(rows.length).toBeGreaterThan(25);
});

test.each(rows)('%s %s restarts %s', (edit, code, restarts) => {
  const base = code === 'yes' ? CODE : {};
  const before = templates(base);
  const after = templates(joined(base, edited(edit)));
  const changed = Object.keys(after).filter(
    (name) => before[name] !== undefined && before[name] !== after[name],
  );
  expect(changed.sort().join(', ') || 'nothing').toBe(restarts);
});

test('a profile edit changes the ConfigMap hub-spawn alone', () => {
  const list = (limit: string) => ({
    singleuser: { profileList: [{ display_name: 'A', kubespawner_override: { mem_limit: limit } }] },
  });
  const [before, after] = [render(list('1G')), render(list('2G'))];
  const changed = Object.keys(after).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  expect(changed).toEqual(['ConfigMap/hub-spawn']);
});
