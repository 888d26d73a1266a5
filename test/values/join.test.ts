/** Features below, the user above (design section 2). */
import type { JsonObject } from '../../lib/document/json';
import { joinValues } from '../../lib/values/join';
import { resolveValues } from '../../lib/values/resolve';

const feature: JsonObject = {
  hub: {
    baseUrl: '/feature/',
    extraContainers: [
      { name: 'renewer', image: 'a' },
      { name: 'other', image: 'b' },
    ],
    extraVolumeMounts: [
      { name: 'v', mountPath: '/a' },
      { name: 'v', mountPath: '/b' },
    ],
    extraEnv: { A: 'feature', B: 'feature' },
    tolerations: [{ key: 'feature' }],
    services: { admin: { admin: true, url: 'x' } },
  },
};

const joined = (hub: JsonObject) => joinValues(feature, { hub })['hub'] as JsonObject;

test('scalars and maps: the user wins', () => {
  expect(joined({ baseUrl: '/mine/' })['baseUrl']).toBe('/mine/');
  expect(joined({ services: { admin: { url: 'y' }, mine: {} } })['services']).toEqual({
    admin: { admin: true, url: 'y' },
    mine: {},
  });
});

test('a list that features add to keeps what the user did not name', () => {
  expect(joined({ extraContainers: [{ name: 'mine' }] })['extraContainers']).toEqual([
    { name: 'renewer', image: 'a' },
    { name: 'other', image: 'b' },
    { name: 'mine' },
  ]);
});

test('an item of the user replaces the one of that name, whole', () => {
  expect(joined({ extraContainers: [{ name: 'renewer', image: 'mine' }] })['extraContainers']).toEqual([
    { name: 'renewer', image: 'mine' },
    { name: 'other', image: 'b' },
  ]);
});

test('mounts are known by their place, not by their volume', () => {
  const mounts = joined({ extraVolumeMounts: [{ name: 'w', mountPath: '/b/' }] })['extraVolumeMounts'];
  expect(mounts).toEqual([
    { name: 'v', mountPath: '/a' },
    { name: 'w', mountPath: '/b/' },
  ]);
});

test('variables join as a map and as a list', () => {
  expect(joined({ extraEnv: { B: 'mine' } })['extraEnv']).toEqual({ A: 'feature', B: 'mine' });
  expect(joined({ extraEnv: [{ name: 'B', value: 'mine' }] })['extraEnv']).toEqual({
    A: 'feature',
    B: { name: 'B', value: 'mine' },
  });
});

test('every other list replaces', () => {
  expect(joined({ tolerations: [] })['tolerations']).toEqual([]);
});

test('the values that are rendered stand on features and user', () => {
  const policy = { behaviour: 'fixed', lenient: false, plaintext: 'error' } as const;
  const { values } = resolveValues({
    written: { hub: { extraContainers: [{ name: 'mine' }] } },
    features: feature,
    policy,
    release: { name: 'r', namespace: 'n' },
    prefix: [],
  });
  expect(values?.hub.extraContainers).toHaveLength(3);
  expect(values?.hub.baseUrl).toBe('/feature/');
});
