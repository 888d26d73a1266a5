/** Slugs and aliases within one list. */
import type { Json } from '../../lib/document/json';
import { showPath } from '../../lib/document/path';
import { profileSlugs, slugFindings } from '../../lib/values/rules/profile-slugs';
import type { Values } from '../../lib/values/schema/values';
import { findings } from '../support/render';

const STRICT = { behaviour: 'fixed', lenient: false, plaintext: 'error' } as const;
const places = (profiles: readonly Json[]) =>
  slugFindings(profiles, ['list'], STRICT).map(({ code, path }) => `${code} ${showPath(path)}`);

test.each<[string, Json[], string[]]>([
  ['all different', [{ slug: 'a' }, { slug: 'b', aliases: ['c'] }], []],
  ['one slug twice', [{ slug: 'a' }, { slug: 'a' }], ['VALUES_CONFLICT list[1].slug']],
  [
    'an alias that is a slug',
    [{ slug: 'a', aliases: ['b'] }, { slug: 'b' }],
    ['VALUES_CONFLICT list[0].aliases[0]'],
  ],
  ['its own slug', [{ slug: 'a', aliases: ['a'] }], ['VALUES_CONFLICT list[0].aliases[0]']],
  [
    'one alias twice',
    [
      { slug: 'a', aliases: ['x'] },
      { slug: 'b', aliases: ['y', 'x'] },
    ],
    ['VALUES_CONFLICT list[1].aliases[1]'],
  ],
  [
    'one name twice',
    [{ display_name: 'A b' }, { display_name: 'a  B' }],
    ['VALUES_CONFLICT list[1].display_name'],
  ],
  [
    'a name that gives a slug',
    [{ slug: 'a-b' }, { display_name: 'A b' }],
    ['VALUES_CONFLICT list[1].display_name'],
  ],
  ['aliases that are no list', [{ slug: 'a', aliases: 'b' }], ['SCHEMA_TYPE list[0].aliases']],
  ['aliases that are no texts', [{ slug: 'a', aliases: [1] }], ['SCHEMA_TYPE list[0].aliases']],
  ['what is no profile', ['x', null], []],
])('%s', (_what, profiles, expected) => {
  expect(places(profiles)).toEqual(expected);
});

test('both lists are looked at; the chart would take it, so bare values only warn', () => {
  const twice = [{ slug: 'a' }, { slug: 'a' }];
  const values = {
    singleuser: { profileList: twice },
    hub: { config: { KubeSpawner: { profile_list: twice } } },
  } as unknown as Values;
  const lenient = profileSlugs(values, {}, { ...STRICT, lenient: true });
  expect(lenient.map(({ severity, path }) => `${severity} ${showPath(path)}`)).toEqual([
    'warning singleuser.profileList[1].slug',
    'warning hub.config.KubeSpawner.profile_list[1].slug',
  ]);
  expect(profileSlugs(values, {}, STRICT).map(({ severity }) => severity)).toEqual(['error', 'error']);
});

test('a name that cannot be spelt needs a slug in a config, and is told in a values file', () => {
  const list = (more: object) => ({ singleuser: { profileList: [{ display_name: '日本', ...more }] } });
  const found = (values: object, behaviour: 'chart' | 'fixed') =>
    findings(values, behaviour).filter((each) => each.includes('VALUES_MISSING'));
  const place = 'VALUES_MISSING singleuser.profileList[0].display_name';
  expect(found(list({}), 'fixed')).toEqual([`error ${place}`]);
  expect(found(list({}), 'chart')).toEqual([`warning ${place}`]);
  expect(found(list({ slug: 'nihon' }), 'fixed')).toEqual([]);
});
