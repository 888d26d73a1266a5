/** Which profiles users may have chosen and cannot choose any more. */
import { removedSlugs } from '../../../lib/checks/profiles/removed-slugs';
import type { Json } from '../../../lib/document/json';

const profile = (slug: string, aliases?: readonly string[]): Json => ({
  display_name: slug,
  slug,
  ...(aliases ? { aliases } : {}),
});
const removed = (earlier: readonly Json[], now: readonly Json[]) =>
  removedSlugs(earlier, now, 'error').map(({ path }) => path);

test.each<[string, Json[], Json[], string[]]>([
  ['nothing changes', [profile('a'), profile('b')], [profile('b'), profile('a')], []],
  ['one is new', [profile('a')], [profile('a'), profile('b')], []],
  ['one is gone', [profile('a'), profile('b')], [profile('b')], ['a']],
  ['two are gone', [profile('a'), profile('b'), profile('c')], [profile('c')], ['a', 'b']],
  ['renamed, with an alias', [profile('a')], [profile('b', ['a'])], []],
  ['renamed twice', [profile('b', ['a'])], [profile('c', ['b', 'a'])], []],
  ['an alias alone may go', [profile('b', ['a'])], [profile('b')], []],
  ['all are gone: nobody looks at choices', [profile('a')], [], []],
  ['a list for the first time', [], [profile('a')], []],
  ['what is no profile', ['x', null, { display_name: 'y' }], [profile('a')], []],
])('%s', (_what, earlier, now, expected) => {
  expect(removed(earlier, now)).toEqual(expected);
});

test('the way out names the successor where there is a likely one', () => {
  const [found] = removedSlugs([profile('pytorch')], [profile('base'), profile('pytorch2')], 'warning');
  expect(found).toMatchObject({ code: 'PROFILE_SLUG_REMOVED', severity: 'warning' });
  expect(found?.hint).toBe('Write aliases: ["pytorch"] on pytorch2.');
  const [other] = removedSlugs([profile('pytorch')], [profile('base')], 'error');
  expect(other?.hint).toBe('Write aliases: ["pytorch"] on the profile that takes its place.');
});
