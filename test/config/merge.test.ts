/** Layers of a config (design section 3). */
import { merge } from '../../lib/config/merge';
import { recordOrigin } from '../../lib/document/origin';
import { positionAt } from '../../lib/document/path';

test('maps join, scalars of the upper layer win, a null stays', () => {
  expect(merge({ a: { b: 1, c: 2 }, d: 3 }, { a: { b: null }, e: 4 })).toEqual({
    a: { b: null, c: 2 },
    d: 3,
    e: 4,
  });
});

test('lists join by name or slug, item by item', () => {
  const below = { list: [{ name: 'a', x: 1, y: 1 }, { name: 'b' }], profiles: [{ slug: 's', z: 1 }] };
  const above = { list: [{ name: 'c' }, { name: 'a', x: 2 }], profiles: [{ slug: 's', z: 2 }] };
  expect(merge(below, above)).toEqual({
    list: [{ name: 'a', x: 2, y: 1 }, { name: 'b' }, { name: 'c' }],
    profiles: [{ slug: 's', z: 2 }],
  });
});

test('lists without names replace, and so do lists in which a name stands twice', () => {
  expect(merge({ l: [1, 2] }, { l: [3] })).toEqual({ l: [3] });
  expect(merge({ l: [{ name: 'a' }, { x: 1 }] }, { l: [{ name: 'b' }] })).toEqual({ l: [{ name: 'b' }] });
  expect(
    merge(
      {
        l: [
          { name: 'a', x: 1 },
          { name: 'a', x: 2 },
        ],
      },
      { l: [{ name: 'a' }] },
    ),
  ).toEqual({ l: [{ name: 'a' }] });
});

test('an empty list empties the one below', () => {
  expect(merge({ l: [{ name: 'a' }] }, { l: [] })).toEqual({ l: [] });
});

test('two mounts of one volume stay two', () => {
  const mounts = {
    m: [
      { name: 'v', mountPath: '/a' },
      { name: 'v', mountPath: '/b' },
    ],
  };
  expect(merge(mounts, { m: [{ name: 'v', mountPath: '/c' }] })['m']).toHaveLength(3);
});

test('every part keeps the place where it was written', () => {
  const position = (file: string) => ({
    key: { file, line: 1, column: 1 },
    value: { file, line: 1, column: 1 },
  });
  const below = { l: [{ name: 'a', x: 1 }] };
  const above = { l: [{ name: 'a', y: 2 }] };
  recordOrigin(below.l[0] as object, 'x', position('below'));
  recordOrigin(above.l[0] as object, 'y', position('above'));
  const joined = merge(below, above);
  expect(positionAt(joined, ['l', 0, 'x'])?.file).toBe('below');
  expect(positionAt(joined, ['l', 0, 'y'])?.file).toBe('above');
});
