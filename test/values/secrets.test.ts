/** Secrets never reach the output: references take their places (design section 5). */
import { isSecretTrait } from '../../lib/values/secrets';
import { findings, manifests } from '../support/render';

const SECRET = 'Tr0ub4dor&3-xyzzy';
const url = `postgresql+psycopg2://user:${SECRET}@db:5432/hub`;

const VALUES: Record<string, object> = {
  'hub.cookieSecret': { hub: { cookieSecret: SECRET } },
  'hub.db.password': { hub: { db: { type: 'postgres', password: SECRET } } },
  'hub.db.url': { hub: { db: { type: 'postgres', url } } },
  'proxy.secretToken': { proxy: { secretToken: SECRET } },
  'hub.services.a.apiToken': { hub: { services: { a: { apiToken: SECRET } } } },
  'hub.services.a.api_token': { hub: { services: { a: { api_token: SECRET } } } },
  'hub.config.GitHubOAuthenticator.client_secret': {
    hub: { config: { GitHubOAuthenticator: { client_secret: SECRET } } },
  },
  'hub.config.JupyterHub.cookie_secret': { hub: { config: { JupyterHub: { cookie_secret: SECRET } } } },
  'hub.config.CryptKeeper.keys': { hub: { config: { CryptKeeper: { keys: [SECRET] } } } },
  'hub.config.X.nested.apiKey': { hub: { config: { X: { nested: { apiKey: SECRET } } } } },
  'hub.config.X.address': { hub: { config: { X: { address: `https://u:${SECRET}@h/` } } } },
  'imagePullSecret.password': {
    imagePullSecret: { create: true, registry: 'r', username: 'u', password: SECRET },
  },
  'proxy.https.manual.key': {
    proxy: { https: { enabled: true, type: 'manual', manual: { key: SECRET, cert: 'c' } } },
  },
};

describe.each(Object.entries(VALUES))('%s', (path, values) => {
  test('is in no object', () => {
    expect(JSON.stringify(manifests(values))).not.toContain(SECRET);
  });
  test('is a warning of render and an error in a config, which do not show it', () => {
    expect(findings(values)).toContain(`warning SECRET_PLAINTEXT ${path}`);
    expect(findings(values, 'fixed')).toContain(`error SECRET_PLAINTEXT ${path}`);
  });
});

test("users' variables, templates and profiles are left alone", () => {
  const values = {
    hub: { config: { KubeSpawner: { environment: { API_TOKEN: 'x' }, profile_list: [{ token: 'y' }] } } },
    singleuser: { extraEnv: { MY_TOKEN: 'z' } },
  };
  expect(findings(values).filter((each) => each.includes('PLAINTEXT'))).toEqual([]);
});

test('a reference is legal and is no secret', () => {
  const password = { secret: { name: 'db', key: 'password' } };
  const values = {
    hub: {
      db: { type: 'postgres', password },
      config: { GitHubOAuthenticator: { client_secret: password } },
    },
  };
  expect(findings(values, 'fixed').filter((each) => each.startsWith('error'))).toEqual([]);
  const text = manifests(values).find(
    (each) => each.kind === 'ConfigMap' && each.metadata.name === 'hub-values',
  )?.data['values.yaml'];
  expect(text).toMatch(/password:\n +secret:\n +key: password\n +name: db\n/);
});

test.each([
  ['client_secret', true],
  ['clientSecret', true],
  ['password', true],
  ['apiKey', true],
  ['tokens', true],
  ['token_url', false],
  ['secret_key_name', false],
  ['username', false],
])('trait %s is secret: %s', (trait, secret) => {
  expect(isSecretTrait('X', trait)).toBe(secret);
});
