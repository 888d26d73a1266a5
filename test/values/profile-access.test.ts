/** `allow` of profiles, choices and unlisted choices. */
import { findings } from '../support/render';

const P = 'singleuser.profileList[0]';
const profile = (allow: unknown) => ({
  singleuser: { profileList: [{ display_name: 'A', slug: 'a', allow }] },
});
const option = (settings: object) => ({
  singleuser: {
    profileList: [
      { display_name: 'A', slug: 'a', profile_options: { o: { display_name: 'O', ...settings } } },
    ],
  },
});
const found = (values: object, behaviour: 'chart' | 'fixed' = 'fixed') =>
  findings(values, behaviour).filter((each) => each.includes('VALUES_ALLOW'));

test.each([[{ groups: ['staff'] }], [{ users: ['ada'] }], [{ groups: [], users: ['ada'] }]])(
  '%j is all right',
  (allow) => {
    expect(found(profile(allow))).toEqual([]);
  },
);

test.each([
  [null, ''],
  ['staff', ''],
  [['staff'], ''],
  [{}, ''],
  [{ groups: [] }, ''],
  [{ groups: 'staff' }, '.groups'],
  [{ users: [1] }, '.users'],
  [{ group: ['staff'] }, '.group'],
])('%j is refused', (allow, place) => {
  expect(found(profile(allow))).toEqual([`error VALUES_ALLOW ${P}.allow${place}`]);
  expect(found(profile(allow), 'chart')).toEqual([`warning VALUES_ALLOW ${P}.allow${place}`]);
});

test('choices and unlisted choices are looked at too', () => {
  const choices = { c: { display_name: 'C', allow: {} } };
  const at = `${P}.profile_options.o`;
  expect(found(option({ choices }))).toEqual([`error VALUES_ALLOW ${at}.choices.c.allow`]);
  const unlisted_choice = { enabled: true, allow: 'x' };
  expect(found(option({ unlisted_choice }))).toEqual([`error VALUES_ALLOW ${at}.unlisted_choice.allow`]);
});

test('a list in hub.config is looked at too', () => {
  const values = { hub: { config: { KubeSpawner: { profile_list: [{ display_name: 'A', allow: 1 }] } } } };
  expect(found(values)).toEqual(['error VALUES_ALLOW hub.config.KubeSpawner.profile_list[0].allow']);
});
