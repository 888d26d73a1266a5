/** Traits of the hub itself (inventory 3.2, 3.5, 3.6), by the ids of the inventory. */
import { configuration, hub, traits } from './support';

const OWN = (key: string) => ({ secret: { name: 'hub', key } });
const names = (items: { name: string }[]) => items.map(({ name }) => name);

test('C-01 what is fixed, and addresses', () => {
  expect(hub({})).toMatchObject({
    spawner_class: 'kubespawner.KubeSpawner',
    cleanup_servers: false,
    last_activity_interval: 60,
    tornado_settings: { slow_spawn_timeout: 0 },
    hub_bind_url: 'http://:8081',
    hub_connect_url: 'http://hub:8081',
  });
  expect(traits({ fullnameOverride: 'x' })).toMatchObject({
    ConfigurableHTTPProxy: { api_url: 'http://x-proxy-api:8001', should_start: false },
    JupyterHub: { hub_connect_url: 'http://x-hub:8081' },
  });
});

test.each([
  ['sqlite-pvc', null, 'sqlite:///jupyterhub.sqlite'],
  ['sqlite-memory', 'ignored', 'sqlite://'],
  ['postgres', 'postgres://u@h/d', 'postgres://u@h/d'],
  ['mysql', null, undefined],
  ['other', 'x://', 'x://'],
])('C-02 database %s, %s', (type, url, expected) => {
  expect(hub({ db: { type, url } }).db_url).toBe(expected);
});

test.each([
  ['postgres', { password: 'p' }, { PGPASSWORD: OWN('hub.db.password') }],
  [
    'mysql',
    { password: { secret: { name: 'mine', key: 'k' } } },
    { MYSQL_PWD: { secret: { name: 'mine', key: 'k' } } },
  ],
  ['postgres', {}, {}],
  ['other', { password: 'p' }, {}],
])('C-03 password of %s %j', (type, more, expected) => {
  expect(configuration({ hub: { db: { type, url: 'x', ...more } } }).environment).toEqual(expected);
});

test('C-03 an existing Secret may hold the password', () => {
  const values = { hub: { existingSecret: 'mine', db: { type: 'postgres', url: 'x' } } };
  const { environment, secrets } = configuration(values);
  expect(environment).toEqual({ PGPASSWORD: { secret: { name: 'mine', key: 'hub.db.password' } } });
  // It need not be there, so nobody is asked for it.
  expect([...secrets.keys()]).toEqual(['hub']);
});

test.each([
  ['C-04', 'concurrentSpawnLimit', 5, 'concurrent_spawn_limit'],
  ['C-05', 'activeServerLimit', 5, 'active_server_limit'],
  ['C-06', 'baseUrl', '/x/', 'base_url'],
  ['C-07', 'allowNamedServers', true, 'allow_named_servers'],
  ['C-08', 'namedServerLimitPerUser', 3, 'named_server_limit_per_user'],
  ['C-09', 'authenticatePrometheus', false, 'authenticate_prometheus'],
  ['C-10', 'redirectToServer', false, 'redirect_to_server'],
  ['C-11', 'shutdownOnLogout', true, 'shutdown_on_logout'],
  ['C-12', 'templatePaths', ['/t'], 'template_paths'],
  ['C-13', 'templateVars', { a: 1 }, 'template_vars'],
])('%s hub.%s', (_id, key, value, trait) => {
  expect(hub({ [key]: value })[trait]).toEqual(value);
  if (key !== 'baseUrl') expect(hub({ [key]: null })).not.toHaveProperty(trait);
});

test('C-14, C-15 secrets are references, the chart’s own unless others are named', () => {
  const mine = { secret: { name: 'mine', key: 'k' } };
  expect(hub({}).cookie_secret).toEqual(OWN('hub.config.JupyterHub.cookie_secret'));
  expect(hub({ cookieSecret: 'plain' }).cookie_secret).toEqual(OWN('hub.config.JupyterHub.cookie_secret'));
  expect(hub({ cookieSecret: mine }).cookie_secret).toEqual(mine);
  const keys = (config: object) => traits({ hub: { config } }).CryptKeeper.keys;
  expect(keys({})).toEqual(OWN('hub.config.CryptKeeper.keys'));
  expect(keys({ CryptKeeper: { keys: ['plain'] } })).toEqual(OWN('hub.config.CryptKeeper.keys'));
  expect(keys({ CryptKeeper: { keys: [mine, mine] } })).toEqual([mine, mine]);
});

test('C-21, C-50, C-51, C-70 traits of any spawner', () => {
  expect(traits({}).Spawner).toEqual({ consecutive_failure_limit: 5, cmd: 'jupyterhub-singleuser' });
  expect(
    traits({
      hub: { consecutiveFailureLimit: null },
      singleuser: { cmd: null, defaultUrl: '/lab' },
      debug: { enabled: true },
    }).Spawner,
  ).toEqual({ default_url: '/lab', debug: true });
  expect(traits({ debug: { enabled: true } }).JupyterHub.log_level).toBe('DEBUG');
});

test('C-60 the culler with every setting, and with none', () => {
  const cull = {
    timeout: 1,
    every: 2,
    concurrency: 3,
    maxAge: 4,
    users: true,
    adminUsers: false,
    removeNamedServers: true,
  };
  const { services, load_roles } = traits({ cull, hub: { baseUrl: '/x/' } }).JupyterHub;
  expect(services[0].command.slice(3)).toEqual([
    '--url=http://localhost:8081/x/hub/api',
    '--timeout=1',
    '--cull-every=2',
    '--concurrency=3',
    '--cull-users',
    '--cull-admin-users=false',
    '--remove-named-servers',
    '--max-age=4',
  ]);
  expect(load_roles[0].scopes).toContain('admin:users');
  const bare = traits({ cull: { timeout: 0, every: null, concurrency: 0 } }).JupyterHub;
  expect(bare.services[0].command.slice(3)).toEqual(['--url=http://localhost:8081/hub/api']);
  expect(bare.load_roles[0].scopes).not.toContain('admin:users');
  expect(traits({ cull: { enabled: false } }).JupyterHub).toMatchObject({ services: [], load_roles: [] });
});

test('C-61, C-62 services and roles by key, after those of the culler', () => {
  const { services, load_roles } = hub({
    services: { b: { url: 'x', apiToken: 'plain' }, a: { name: 'own', admin: true } },
    loadRoles: { r: { scopes: ['s'] }, q: { name: 'other' } },
  });
  expect(names(services)).toEqual(['jupyterhub-idle-culler', 'own', 'b']);
  expect(services[1]).toEqual({ name: 'own', admin: true, api_token: OWN('hub.services.a.apiToken') });
  expect(services[2]).toEqual({ name: 'b', url: 'x', api_token: OWN('hub.services.b.apiToken') });
  expect(names(load_roles)).toEqual(['jupyterhub-idle-culler', 'other', 'r']);
});

test('C-80, C-81 hub.config replaces trait by trait, but for what never comes from there', () => {
  const config = {
    JupyterHub: {
      base_url: '/mine/',
      template_vars: { a: 1 },
      services: [{ name: 'x' }],
      proxy_auth_token: 'x',
      cookie_secret: 'y',
    },
    ConfigurableHTTPProxy: { auth_token: 'x', debug: true },
    Mine: { deep: { a: [1] } },
    KubeSpawner: { uid: 7 },
  };
  const found = traits({ hub: { config, templateVars: { b: 2 } } });
  expect(found.JupyterHub).toMatchObject({ base_url: '/mine/', template_vars: { a: 1 } });
  expect(found.JupyterHub).not.toHaveProperty('proxy_auth_token');
  expect(names(found.JupyterHub.services)).toEqual(['jupyterhub-idle-culler']);
  expect(found.ConfigurableHTTPProxy).toEqual({
    api_url: 'http://proxy-api:8001',
    should_start: false,
    debug: true,
  });
  expect(found.Mine).toEqual({ deep: { a: [1] } });
  expect(found.KubeSpawner.uid).toBe(7);
});

test('C-83 a section in lower case is none', () => {
  expect(traits({ hub: { config: { mine: { a: 1 }, Null: null } } })).not.toHaveProperty('mine');
});

test('Q-28 roles as a trait: in place of all as with the chart, or beside them', () => {
  const values = {
    hub: {
      loadRoles: { r: { scopes: ['a'] } },
      config: { JupyterHub: { load_roles: [{ name: 'r', scopes: ['b'] }] } },
    },
  };
  expect(traits(values).JupyterHub.load_roles).toEqual([{ name: 'r', scopes: ['b'] }]);
  const fixed = traits(values, 'fixed').JupyterHub.load_roles;
  expect(names(fixed)).toEqual(['jupyterhub-idle-culler', 'r']);
  expect(fixed[1].scopes).toEqual(['b']);
});
