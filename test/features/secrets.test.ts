/** `secrets`: ExternalSecrets, their counters, and which pods roll. */
import { checkManifest } from '../../lib/checks/kubernetes';
import type { JsonObject } from '../../lib/document/json';
import { type Built, build, objects, problems } from '../support/config';
import type { AnyObject } from '../support/render';
import { config, LOGIN, SECRETS, VAULT } from './platform';

const EVERYTHING = config(LOGIN, SECRETS, VAULT, 'adminService: {}\n');

const kindOf = (all: Record<string, AnyObject>, kind: string) =>
  Object.values(all).filter((each) => each.kind === kind);

/** Secret key -> path and property. */
function places(built: Built): Record<string, string> {
  const found = kindOf(objects(built), 'ExternalSecret').flatMap((each) =>
    each.spec.data.map((item: AnyObject) => [
      `${each.metadata.name}/${item.secretKey}`,
      `${item.remoteRef.key} ${item.remoteRef.property}`,
    ]),
  );
  return Object.fromEntries(found);
}

test('every credential has its place', () => {
  expect(places(build(EVERYTHING))).toEqual({
    'hub/hub.config.JupyterHub.cookie_secret': 'jupyterhub/config cookie-secret',
    'hub/hub.config.ConfigurableHTTPProxy.auth_token': 'jupyterhub/config proxy-token',
    'hub/crypt-key': 'jupyterhub/config crypt-key',
    'hub/crypt-key-previous': 'jupyterhub/config crypt-key-previous',
    'jupyterhub-oidc/client-secret': 'jupyterhub/oidc client-secret',
    'jupyterhub-vault-token/token': 'jupyterhub/vault-token token',
    'jupyterhub-admin-service-token/token': 'jupyterhub/admin-service token',
  });
});

test('database, image pull, references of the user and further Secrets', () => {
  const text = config(
    LOGIN,
    `secrets:
  store: { kind: SecretStore, name: mine }
  path: hubs/lab
  imagePull: registry
  extra:
    - { name: airflow, path: shared/airflow, keys: { password: db-password, user: db-user } }
`,
    `jupyterhub:
  hub:
    db: { type: postgres, url: postgresql://hub@db/hub }
    services: { bot: { apiToken: { secret: { name: hub, key: hub.services.bot.apiToken } } } }
  singleuser:
    extraEnv: { DB: { valueFrom: { secretKeyRef: { name: airflow, key: password } } } }
`,
  );
  const built = build(text);
  expect(places(built)).toMatchObject({
    'hub/hub.db.password': 'hubs/lab/config database-password',
    'hub/hub.services.bot.apiToken': 'hubs/lab/config hub.services.bot.apiToken',
    'registry/.dockerconfigjson': 'hubs/lab/image-pull dockerconfigjson',
    'airflow/password': 'hubs/lab/shared/airflow db-password',
    'airflow/user': 'hubs/lab/shared/airflow db-user',
  });
  const all = objects(built);
  expect(all['ExternalSecret/registry'].spec).toMatchObject({
    secretStoreRef: { kind: 'SecretStore', name: 'mine' },
    target: { template: { type: 'kubernetes.io/dockerconfigjson' } },
  });
  for (const name of ['hub', 'proxy'])
    expect(all[`Deployment/${name}`].spec.template.spec.imagePullSecrets).toEqual([{ name: 'registry' }]);
});

test('nothing that is pruned or made anew destroys a value', () => {
  const all = kindOf(objects(build(EVERYTHING)), 'ExternalSecret');
  expect(all).toHaveLength(4);
  for (const { metadata, spec } of all) {
    expect(spec.target).toMatchObject({
      name: metadata.name,
      creationPolicy: 'Orphan',
      deletionPolicy: 'Retain',
    });
    // Given, so that labels and annotations of appliers are not copied.
    expect(spec.target.template.metadata.labels).toEqual({ 'app.kubernetes.io/managed-by': 'hubsynth' });
    expect(spec.target.template.metadata.annotations).toEqual({});
    expect(JSON.stringify(spec)).not.toMatch(/generator/i);
    const periodic = metadata.name === 'jupyterhub-vault-token';
    expect([spec.refreshPolicy, spec.refreshInterval]).toEqual(
      periodic ? ['Periodic', '300s'] : ['OnChange', undefined],
    );
  }
});

test('the second slot of the CryptKeeper is left out while it is empty', () => {
  const { template } = objects(build(EVERYTHING))['ExternalSecret/hub'].spec.target;
  expect(template.mergePolicy).toBe('Replace');
  expect(template.data['hub.config.CryptKeeper.keys']).toBe(
    '{{ index . "crypt-key" }}{{ with index . "crypt-key-previous" }};{{ . }}{{ end }}',
  );
});

test('Secrets that are there need no ExternalSecret', () => {
  const built = build(config(LOGIN, 'secrets: { backend: existing }\n', VAULT));
  expect(kindOf(objects(built), 'ExternalSecret')).toEqual([]);
  expect(built.rendered.credentials.map(({ name }) => name).sort()).toEqual([
    'cookie',
    'cryptKeeper',
    'oidc',
    'proxyToken',
    'vaultToken',
  ]);
});

describe('rotation', () => {
  const CHECKSUM = 'checksum/secret-refs';
  const pods = (text: string) => {
    const workloads = Object.entries(objects(build(text))).filter(([, each]) => each.spec?.template?.spec);
    return Object.fromEntries(
      workloads.map(([name, each]) => [name, each.spec.template.metadata.annotations?.[CHECKSUM]]),
    );
  };
  const rolled = (before: string, after: string) => {
    const [one, other] = [pods(before), pods(after)];
    return Object.keys(one).filter((name) => one[name] !== other[name]);
  };
  const counter = (line: string) => EVERYTHING.replace('secrets: {}', `secrets: { rotation: { ${line} } }`);

  test.each([
    ['cookie', ['Deployment/hub']],
    ['cryptKeeper', ['Deployment/hub']],
    ['oidc', ['Deployment/hub']],
    ['adminService', ['Deployment/hub']],
    ['proxyToken', ['Deployment/hub', 'Deployment/proxy']],
    // The renewer reads it again by itself.
    ['vaultToken', []],
  ])('%s rolls exactly the pods that read it', (name, expected) => {
    expect(rolled(EVERYTHING, counter(`${name}: 1`)).sort()).toEqual(expected);
    expect(rolled(counter(`${name}: 1`), counter(`${name}: 2`)).sort()).toEqual(expected);
  });

  test('another place in the store rolls what reads it', () => {
    const moved = EVERYTHING.replace('secrets: {}', 'secrets: { path: elsewhere }');
    expect(rolled(EVERYTHING, moved).sort()).toEqual(['Deployment/hub', 'Deployment/proxy']);
  });

  test('the ExternalSecret changes, so that the operator fetches the value', () => {
    const all = objects(build(counter('cookie: 3, proxyToken: 1')));
    expect(all['ExternalSecret/hub'].metadata.annotations).toEqual({
      'hubsynth.io/rotation': 'cookie=3,proxyToken=1',
    });
    expect(all['ExternalSecret/jupyterhub-oidc'].metadata).not.toHaveProperty('annotations');
  });

  test('a counter of nothing is refused', () => {
    expect(problems(counter('coockie: 1'))).toEqual(['SECRET_UNKNOWN 4:24 secrets.rotation.coockie']);
    expect(problems(counter('database: 1'))).toEqual(['SECRET_UNKNOWN 4:24 secrets.rotation.database']);
  });
});

test('a Secret that hubsynth makes cannot be declared again', () => {
  const extra = 'secrets: { extra: [{ name: jupyterhub-oidc, keys: { client-secret: x } }] }\n';
  expect(problems(config(LOGIN, extra, VAULT))).toEqual(['VALUES_CONFLICT 4:12 secrets.extra']);
});

test('ExternalSecrets are checked as strictly as other objects', () => {
  const good = objects(build(EVERYTHING))['ExternalSecret/hub'] as unknown as JsonObject;
  expect(checkManifest(good)).toEqual([]);
  const bad = JSON.parse(JSON.stringify(good));
  bad.spec.target.creationPolcy = 'Orphan';
  bad.spec.refreshPolicy = 'Sometimes';
  delete bad.spec.data[0].remoteRef.key;
  expect(
    checkManifest(bad)
      .map(({ path, problem }) => `${problem} ${path.join('.')}`)
      .sort(),
  ).toEqual([
    'enum spec.refreshPolicy',
    'required spec.data.0.remoteRef.key',
    'unknown-field spec.target.creationPolcy',
  ]);
});

test('no value of a secret, and no place for one, is in the output', () => {
  const all = Object.values(objects(build(EVERYTHING)));
  expect(all.filter((each) => each.kind === 'Secret')).toEqual([]);
});

test('a token that would never be fetched again is refused', () => {
  const never = (text: string) => problems(config(LOGIN, 'secrets: { refreshInterval: 0 }\n', text));
  expect(never(VAULT)).toEqual(['VALUES_CONFLICT 4:12 secrets.refreshInterval']);
  expect(never('')).toEqual([]);
});
