/** What the hub reads, apart by when it does. */
import { slugOf } from '../../../lib/values/profiles/slug';
import { render } from '../../support/render';
import { configuration } from './support';

test('profiles are in none of what is read at the start', () => {
  const profile = { display_name: 'A name', kubespawner_override: { uid: 1 } };
  for (const values of [
    { singleuser: { profileList: [profile] } },
    { hub: { config: { KubeSpawner: { profile_list: [profile] } } } },
  ]) {
    const { profiles, traits, values: visible } = configuration(values);
    expect(profiles).toEqual({ profiles: [{ ...profile, slug: 'a-name' }], derivedSlugs: ['a-name'] });
    expect(JSON.stringify([traits, visible])).not.toContain('A name');
  }
});

test('code is in ConfigMap hub alone, by key, as text', () => {
  const objects = render({ hub: { extraConfig: { b: 'x = 1\ny = 2\n' } } });
  expect(objects['ConfigMap/hub'].data['extra-config.yaml']).toBe('b: |\n  x = 1\n  y = 2\n');
  expect(objects['ConfigMap/hub-values'].data['values.yaml']).not.toContain('x = 1');
});

test('what is rendered is readable: no JSON, keys in order', () => {
  const text = render({})['ConfigMap/hub'].data['traits.yaml'];
  expect(text).not.toMatch(/[{[]"/);
  const classes = text.match(/^\w+(?=:)/gm);
  expect(classes).toEqual([...classes].sort());
});

test('only keys that are read are mounted, each Secret at its place', () => {
  const objects = render({
    hub: {
      config: { GitHubOAuthenticator: { client_secret: { secret: { name: 'oauth', key: 'id' } } } },
      db: { type: 'postgres', url: 'x', password: 'p' },
    },
  });
  const { volumes } = objects['Deployment/hub'].spec.template.spec;
  const own = volumes.find((each: { name: string }) => each.name === 'secret').secret;
  expect(own.secretName).toBe('hub');
  expect(own.items.map((each: { key: string }) => each.key)).toEqual([
    'hub.config.CryptKeeper.keys',
    'hub.config.JupyterHub.cookie_secret',
    'hub.db.password',
  ]);
  const others = volumes.find((each: { name: string }) => each.name === 'secret-refs').projected.sources;
  expect(others).toEqual([{ secret: { name: 'oauth', items: [{ key: 'id', path: 'oauth/id' }] } }]);
});

const KEPT = { secret: { name: 'mine', key: 'k' } };
const FROM = { valueFrom: { secretKeyRef: { name: 'mine', key: 'k' } } };

test('secrets among variables go from Kubernetes to the pod, not through the hub', () => {
  const values = {
    hub: { extraEnv: { A: KEPT } },
    proxy: { chp: { extraEnv: [{ name: 'B', value: KEPT }] } },
    singleuser: {
      extraEnv: { C: KEPT, D: 'text' },
      profileList: [{ display_name: 'P', kubespawner_override: { environment: { E: KEPT } } }],
    },
  };
  const objects = render(values);
  const variables = (name: string) => objects[`Deployment/${name}`].spec.template.spec.containers[0].env;
  expect(variables('hub')).toContainEqual({ name: 'A', ...FROM });
  expect(variables('proxy')).toContainEqual({ name: 'B', ...FROM });
  const { traits, profiles, secrets } = configuration(values);
  expect(traits['KubeSpawner']?.['environment']).toEqual({ C: FROM, D: 'text' });
  expect(profiles.profiles[0]).toMatchObject({ kubespawner_override: { environment: { E: FROM } } });
  expect([...secrets.keys()]).toEqual(['hub']);
});

test('secrets elsewhere are read by the hub', () => {
  const values = { custom: { token: KEPT }, hub: { extraConfig: { a: KEPT } } };
  expect(configuration(values).secrets.get('mine')).toEqual(['k']);
  expect(render(values)['ConfigMap/hub'].data['extra-config.yaml']).toBe(
    'a:\n  secret:\n    key: k\n    name: mine\n',
  );
});

test.each([
  ['GPU server', 'gpu-server'],
  ["Bob's  Lab", 'bob-s-lab'],
  ['R & D, 1,000 CPUs (big)', 'r-d-1000-cpus-big'],
  ['Größe Øresund', 'grosse-oresund'],
  ['R &amp; D &#38; x', 'r-d-x'],
  ['  -- ', ''],
  ['fast 🚀', 'fast'],
  ['日本', undefined],
  ['caf&eacute;', undefined],
])('slug of %j is %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
