/** Joining maps, on which layers, values, features and Traefik's settings stand. */
import { joinMaps } from '../../lib/document/join-maps';
import type { Json } from '../../lib/document/json';
import { joinValues } from '../../lib/values/join';

const above = (_below: Json, over: Json) => over;

test('keys of the lower map keep their order, new ones follow', () => {
  expect(Object.keys(joinMaps({ a: 1, b: 2 }, { c: 3, a: 4 }, above))).toEqual(['a', 'b', 'c']);
});

test('what is combined to nothing is dropped', () => {
  expect(joinMaps({ a: 1, b: 2 }, { a: null }, () => undefined)).toEqual({ b: 2 });
});

test('a key called __proto__ is data, also where features are joined', () => {
  const odd = JSON.parse('{"hub": {"__proto__": {"x": 1}}}');
  for (const joined of [joinMaps({ hub: { a: 1 } }, odd, above), joinValues({ hub: { a: 1 } }, odd)]) {
    expect(Object.keys(joined['hub'] as object)).toContain('__proto__');
    expect((joined['hub'] as { x?: number }).x).toBeUndefined();
  }
});
