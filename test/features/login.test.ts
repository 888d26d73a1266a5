/** `login` as traits, and the contradictions that it refuses. */

import { parse } from 'yaml';
import { keycloakClientPlan } from '../../lib/features/login/keycloak-client';
import { build, objects, problems } from '../support/config';
import type { AnyObject } from '../support/render';

const HEAD = 'name: lab\nhost: lab.example.com\n';
const keycloak = (more: string) => `${HEAD}login:\n  keycloak:\n    url: https://auth.example.com\n${more}`;

function traits(text: string): AnyObject {
  const map = objects(build(text))['ConfigMap/hub'];
  return parse(map.data['traits.yaml']);
}

test('Keycloak with nothing but its address and a rule', () => {
  const all = traits(keycloak('    allow: { all: true }\n'));
  const base = 'https://auth.example.com/realms/buunstack/protocol/openid-connect';
  expect(all.JupyterHub).toMatchObject({ authenticator_class: 'generic-oauth', cookie_max_age_days: 7 });
  expect(all.GenericOAuthenticator).toEqual({
    allow_all: true,
    allow_existing_users: false,
    auth_refresh_age: 300,
    auth_state_groups_key: 'oauth_user.groups',
    authorize_url: `${base}/auth`,
    client_id: 'jupyterhub',
    client_secret: { secret: { name: 'jupyterhub-oidc', key: 'client-secret' } },
    enable_auth_state: true,
    enable_pkce: true,
    login_service: 'Keycloak',
    logout_redirect_url: `${base}/logout?client_id=jupyterhub&post_logout_redirect_uri=https%3A%2F%2Flab.example.com%2F`,
    manage_groups: true,
    oauth_callback_url: 'https://lab.example.com/hub/oauth_callback',
    refresh_pre_spawn: true,
    scope: ['openid', 'profile', 'email'],
    token_url: `${base}/token`,
    userdata_url: `${base}/userinfo`,
    username_claim: 'preferred_username',
  });
});

test('rules, times, claims, a base URL and a private authority', () => {
  const text = keycloak(`    realm: my-realm
    allow: { groups: [staff, admins], users: [ada] }
    admins: { groups: [admins] }
    groupsClaim: roles
    refresh: { every: 10m, beforeSpawn: false }
    session: { idle: 1h, max: 12h }
    pkce: false
    ca: { secret: { name: corporate, key: root.pem } }
jupyterhub: { hub: { baseUrl: /jupyter/ } }
`);
  const built = build(text);
  const all = parse(objects(built)['ConfigMap/hub'].data['traits.yaml']);
  expect(all.GenericOAuthenticator).toMatchObject({
    allowed_groups: ['staff', 'admins'],
    allowed_users: ['ada'],
    admin_groups: ['admins'],
    auth_state_groups_key: 'oauth_user.roles',
    auth_refresh_age: 600,
    refresh_pre_spawn: false,
    enable_pkce: false,
    oauth_callback_url: 'https://lab.example.com/jupyter/hub/oauth_callback',
    http_request_kwargs: { ca_certs: '/usr/local/etc/jupyterhub/login-ca/ca.crt' },
  });
  expect(all.GenericOAuthenticator).not.toHaveProperty('allow_all');
  expect(all.JupyterHub.cookie_max_age_days).toBe(0.5);
  const pod = objects(built)['Deployment/hub'].spec.template.spec;
  expect(pod.volumes).toContainEqual({
    name: 'login-ca',
    secret: { secretName: 'corporate', items: [{ key: 'root.pem', path: 'ca.crt' }] },
  });
  expect(pod.containers[0].volumeMounts).toContainEqual({
    name: 'login-ca',
    mountPath: '/usr/local/etc/jupyterhub/login-ca',
    readOnly: true,
  });
});

test('what the user writes for the hub wins over the section', () => {
  const own = 'jupyterhub: { hub: { config: { GenericOAuthenticator: { login_service: University } } } }\n';
  expect(traits(keycloak(`    allow: { all: true }\n${own}`)).GenericOAuthenticator).toMatchObject({
    login_service: 'University',
    client_id: 'jupyterhub',
  });
});

test('a section that is switched off is as if it were not there', () => {
  const text = `${HEAD}login: { enabled: false, keycloak: { url: https://a.example.com } }\n`;
  expect(problems(text)).toEqual(problems(HEAD));
});

test('another provider, with its addresses or by discovery', () => {
  const oidc = (more: string) =>
    `${HEAD}login: { oidc: { issuer: https://id.example.com/x, clientId: hub, allow: { all: true }, ${more} } }\n`;
  const named = traits(
    oidc(
      'endpoints: { authorize: https://id.example.com/a, token: https://id.example.com/t, userinfo: https://id.example.com/u }',
    ),
  );
  expect(named.GenericOAuthenticator).toMatchObject({
    authorize_url: 'https://id.example.com/a',
    login_service: 'OpenID Connect',
  });
  const map = objects(build(oidc('discovery: true')))['ConfigMap/hub'];
  expect(parse(map.data['login.yaml'])).toEqual({
    issuer: 'https://id.example.com/x',
    hub: 'https://lab.example.com',
  });
  expect(problems(oidc('pkce: true'))).toEqual(['LOGIN_POLICY 3:10 login.oidc']);
});

const CONTRADICTIONS: readonly (readonly [string, string, string])[] = [
  ['no rule at all', '', 'LOGIN_POLICY 4:3 login.keycloak.allow'],
  [
    'a rule that names nobody',
    '    allow: { groups: [], users: [] }\n',
    'LOGIN_POLICY 6:5 login.keycloak.allow',
  ],
  ['all: false alone', '    allow: { all: false }\n', 'LOGIN_POLICY 6:5 login.keycloak.allow'],
  [
    'all and some groups',
    '    allow: { all: true, groups: [a] }\n',
    'LOGIN_POLICY 6:25 login.keycloak.allow.groups',
  ],
  [
    'all and some users',
    '    allow: { all: true, users: [a] }\n',
    'LOGIN_POLICY 6:25 login.keycloak.allow.users',
  ],
  [
    'an administrator who is not allowed',
    '    allow: { users: [ada] }\n    admins: { users: [bob] }\n',
    'LOGIN_POLICY 7:15 login.keycloak.admins.users',
  ],
  [
    'administrators of a group that is not allowed',
    '    allow: { groups: [a] }\n    admins: { groups: [b] }\n',
    'LOGIN_POLICY 7:15 login.keycloak.admins.groups',
  ],
  [
    'groups without login state',
    '    allow: { groups: [a] }\n    authState: false\n',
    'LOGIN_POLICY 7:5 login.keycloak.authState',
  ],
  [
    'a session that is idle for longer than it lasts',
    '    allow: { all: true }\n    session: { idle: 2d, max: 1d }\n',
    'LOGIN_POLICY 7:16 login.keycloak.session.idle',
  ],
  [
    'a refresh that comes after the session has ended',
    '    allow: { all: true }\n    session: { idle: 4m }\n',
    'LOGIN_POLICY 4:3 login.keycloak.refresh.every',
  ],
  [
    'no scope openid',
    '    allow: { all: true }\n    scopes: [email]\n',
    'LOGIN_POLICY 7:5 login.keycloak.scopes',
  ],
  [
    'an authority in two places',
    '    allow: { all: true }\n    ca: { configMap: { name: a }, secret: { name: b } }\n',
    'VALUES_CONFLICT 7:5 login.keycloak.ca',
  ],
];

test.each(CONTRADICTIONS)('%s is refused', (_what, lines, expected) => {
  expect(problems(keycloak(lines))).toEqual([expected]);
});

test('two providers, none, or no host', () => {
  const both = `${HEAD}login:\n  keycloak: { url: https://a.example.com, allow: { all: true } }\n  oidc: { issuer: https://b.example.com, clientId: a }\n`;
  expect(problems(both)).toEqual(['LOGIN_POLICY 3:1 login']);
  expect(problems(`${HEAD}login: {}\n`)).toContain('LOGIN_POLICY 3:1 login');
  const nowhere = 'name: lab\nlogin:\n  keycloak: { url: https://a.example.com, allow: { all: true } }\n';
  expect(problems(nowhere)).toEqual(['LOGIN_POLICY 3:3 login.keycloak']);
});

test('an address that is none, or ends with a slash, is refused by its schema alone', () => {
  for (const url of ['auth.example.com', 'https://auth.example.com/', 'https://u:p@auth.example.com'])
    expect(problems(`${HEAD}login: { keycloak: { url: "${url}", allow: { all: true } } }\n`)).toEqual([
      'SCHEMA_FORMAT 3:22 login.keycloak.url',
    ]);
});

test('the client in Keycloak', () => {
  const plan = keycloakClientPlan(
    { url: 'https://auth.example.com', session: { idle: '1h', max: '1d' } },
    'https://lab.example.com/jupyter',
  );
  expect(plan).toMatchObject({
    realm: 'buunstack',
    clientId: 'jupyterhub',
    session: { idle: 3600, max: 86400 },
    fields: {
      publicClient: false,
      redirectUris: ['https://lab.example.com/jupyter/hub/oauth_callback'],
      webOrigins: ['https://lab.example.com'],
      directAccessGrantsEnabled: false,
    },
    attributes: {
      'client.session.idle.timeout': '3600',
      'client.session.max.lifespan': '86400',
      'pkce.code.challenge.method': 'S256',
      'post.logout.redirect.uris': 'https://lab.example.com/jupyter/',
    },
  });
});
