/** How values join (B-07, B-08). */
import { recordOrigin } from '../../lib/document/origin';
import { positionAt } from '../../lib/document/path';
import { coalesce, overlay } from '../../lib/values/coalesce';
import { DEFAULTS } from '../../lib/values/defaults';

test('maps join, everything else replaces', () => {
  const defaults = { a: { b: 1, c: [1, 2] }, d: 'x' };
  expect(coalesce(defaults, { a: { c: [3], e: null } })).toEqual({ a: { b: 1, c: [3], e: null }, d: 'x' });
});

test('a null deletes a key that has a default, also a default null, and stays where there is none', () => {
  expect(coalesce({ a: { b: 1, c: null } }, { a: { b: null, c: null, d: null } })).toEqual({
    a: { d: null },
  });
});

test('a map default gives way to a list', () => {
  expect(coalesce({ env: { A: 'a' } }, { env: [] })).toEqual({ env: [] });
});

test('default nulls stay below the top level and vanish on it', () => {
  expect(DEFAULTS).not.toHaveProperty('nameOverride');
  expect(DEFAULTS).not.toHaveProperty('enabled');
  expect(DEFAULTS['proxy']).toHaveProperty('secretToken', null);
});

test('between values files a null stays, to delete the default later', () => {
  const both = overlay({ a: { b: 1, c: 2 } }, { a: { b: null } });
  expect(both).toEqual({ a: { c: 2, b: null } });
  expect(coalesce({ a: { b: 0 } }, both)).toEqual({ a: { c: 2 } });
});

test('what a user wrote keeps its place, also below joined maps', () => {
  const user = { a: { b: 2 } };
  const position = { file: 'v.yaml', line: 2, column: 3 };
  recordOrigin(user.a, 'b', { key: position, value: position });
  expect(positionAt(coalesce({ a: { b: 1, c: 1 } }, user), ['a', 'b'])).toEqual(position);
});

test('a key called __proto__ is data', () => {
  const user = JSON.parse('{"a": {"__proto__": {"x": 1}}}');
  const joined = coalesce({ a: { b: 1 } }, user) as { a: object };
  expect(Object.keys(joined.a)).toEqual(['b', '__proto__']);
  expect(({} as { x?: number }).x).toBeUndefined();
});
