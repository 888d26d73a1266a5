/** `vault`: the sidecar, the hook's settings, what servers get, policies and roles. */
import { parse } from 'yaml';
import { userPolicy, vaultPlan } from '../../lib/features/vault/policies';
import { vaultSettings } from '../../lib/features/vault/settings';
import { isUserSlug, userSlug } from '../../lib/features/vault/slug';
import { build, buildFleet, objects, problems } from '../support/config';
import { config, LOGIN, SECRETS, VAULT } from './platform';

const named = (list: { name: string }[], name: string) => list.find((each) => each.name === name);

test('the renewer stands beside the hub, and the hub reads what it writes', () => {
  const all = objects(build(config(LOGIN, SECRETS, VAULT)));
  const pod = all['Deployment/hub'].spec.template.spec;
  const sidecar = named(pod.containers, 'vault-token-renewer');
  expect(sidecar).toMatchObject({
    image: 'hashicorp/vault:1.17.5',
    command: ['sh', '/vault/config/vault-token-renewer.sh'],
    env: [
      { name: 'VAULT_ADDR', value: 'https://vault.example.com' },
      { name: 'RENEWER_PERIOD', value: '86400s' },
    ],
    securityContext: { readOnlyRootFilesystem: true, runAsNonRoot: true, runAsGroup: 1000 },
  });
  expect(pod.volumes).toContainEqual({
    name: 'vault-admin-token',
    secret: { secretName: 'jupyterhub-vault-token', items: [{ key: 'token', path: 'token' }] },
  });
  expect(named(pod.containers[0].volumeMounts, 'vault-token')).toEqual({
    name: 'vault-token',
    mountPath: '/vault/secrets',
    readOnly: true,
  });
  expect(all['ConfigMap/vault-token-renewer-config'].data).toHaveProperty(['vault-token-renewer.sh']);
});

test('the image can be pinned by its digest, and the authority given as text', () => {
  const digest = `sha256:${'0a'.repeat(32)}`;
  const text = `vault:
  address: https://vault.example.com:8200
  image: { name: mirror/vault, tag: 1.18.0, digest: "${digest}" }
  resources: { limits: { memory: 1Gi } }
  ca:
    pem: |
      -----BEGIN CERTIFICATE-----
      MIIB
      -----END CERTIFICATE-----
`;
  const all = objects(build(config(LOGIN, SECRETS, text)));
  const pod = all['Deployment/hub'].spec.template.spec;
  const sidecar = named(pod.containers, 'vault-token-renewer');
  expect(sidecar).toMatchObject({
    image: `mirror/vault:1.18.0@${digest}`,
    resources: { limits: { memory: '1Gi' } },
  });
  expect(all['ConfigMap/vault-ca'].data['ca.crt']).toMatch(/^-----BEGIN/);
  const traits = parse(all['ConfigMap/hub'].data['traits.yaml']).KubeSpawner;
  expect(traits.environment).toMatchObject({
    VAULT_ADDR: 'https://vault.example.com:8200',
    VAULT_CACERT: '/vault/tls/ca.crt',
    NOTEBOOK_VAULT_MOUNT: 'secret',
    BUUNSTACK_LOG_LEVEL: 'warning',
  });
  expect(JSON.stringify([traits.volumes, traits.volume_mounts])).toMatch(/vault-ca.*\/vault\/tls/);
});

test('what the hook reads', () => {
  const text = `vault:
  address: https://vault.example.com
  userToken: { ttl: 12h, maxTtl: 10d }
  required: false
  timeout: 1m
  userPath: lab/users
  policyPrefix: lab-user-
  roles: { user: lab-user }
`;
  const all = objects(build(config(LOGIN, SECRETS, text)));
  expect(parse(all['ConfigMap/hub'].data['vault.yaml'])).toEqual({
    address: 'https://vault.example.com',
    tokenFile: '/vault/secrets/vault-token',
    userPath: 'lab/users',
    policyPrefix: 'lab-user-',
    role: 'lab-user',
    userToken: { ttl: 43200 },
    required: false,
    timeout: 60,
  });
});

test('with the service account of the hub there is no admin token anywhere', () => {
  const text = 'vault: { address: https://vault.example.com, auth: kubernetes }\n';
  const built = build(config(LOGIN, SECRETS, text));
  const all = objects(built);
  expect(JSON.stringify(all)).not.toContain('jupyterhub-vault-token');
  const pod = all['Deployment/hub'].spec.template.spec;
  expect(named(pod.containers, 'vault-agent')).toMatchObject({
    command: ['vault', 'agent', '-config=/vault/config/vault-agent.hcl'],
  });
  const account = { audience: 'vault', expirationSeconds: 3600, path: 'token' };
  expect(pod.volumes).toContainEqual({
    name: 'vault-service-account',
    projected: { sources: [{ serviceAccountToken: account }] },
  });
  expect(all['ConfigMap/vault-agent-config'].data['vault-agent.hcl']).toContain(
    'path = "/vault/secrets/vault-token"',
  );
});

test.each([
  ['https://vault.example.com', { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } }, 443],
  [
    'http://vault.vault.svc:8200',
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'vault' } } },
    // The port of a Service need not be that of its pods, and policies go by the latter.
    undefined,
  ],
  ['https://10.0.0.9:8200', { ipBlock: { cidr: '10.0.0.9/32' } }, 8200],
])('servers may reach %s', (address, to, port) => {
  const own = 'jupyterhub: { singleuser: { networkPolicy: { egress: [{ ports: [{ port: 5432 }] }] } } }\n';
  const all = objects(build(config(LOGIN, SECRETS, `vault: { address: "${address}" }\n`, own)));
  const { egress } = all['NetworkPolicy/singleuser'].spec;
  const ports = port === undefined ? {} : { ports: [{ protocol: 'TCP', port }] };
  expect(egress).toContainEqual({ ...ports, to: [to] });
  // The user's own rules stay.
  expect(egress).toContainEqual({ ports: [{ port: 5432 }] });
});

test('a container of the user with the name of the sidecar wins, any other stands beside it', () => {
  const own = (name: string) =>
    `jupyterhub: { hub: { extraContainers: [{ name: ${name}, image: mine }] } }\n`;
  const names = (text: string) =>
    objects(build(config(LOGIN, SECRETS, VAULT, text)))['Deployment/hub'].spec.template.spec.containers.map(
      (each: { name: string; image: string }) => `${each.name} ${each.image.split(':')[0]}`,
    );
  expect(names(own('other'))).toEqual([
    'hub quay.io/jupyterhub/k8s-hub',
    'vault-token-renewer hashicorp/vault',
    'other mine',
  ]);
  expect(names(own('vault-token-renewer'))).toEqual([
    'hub quay.io/jupyterhub/k8s-hub',
    'vault-token-renewer mine',
  ]);
});

test('the sidecar is no code of the user: values alone still restart nothing', () => {
  const annotations = (text: string) =>
    objects(build(config(LOGIN, SECRETS, text)))['Deployment/hub'].spec.template.metadata.annotations;
  expect(annotations(VAULT)).not.toHaveProperty(['checksum/values']);
  const volume = 'jupyterhub: { hub: { extraVolumes: [{ name: code, emptyDir: {} }] } }\n';
  expect(annotations(VAULT + volume)).toHaveProperty(['checksum/values']);
});

const settings = vaultSettings({ address: 'https://v' });

test('the policy of the hub pins the text of its users, byte for byte', () => {
  const plan = vaultPlan(settings, 'auth_token_12');
  const [user, admin] = plan.policies;
  expect(user?.name).toBe('jupyter-user');
  expect(admin?.text).toContain(`"policy" = [${JSON.stringify(user?.text)}]`);
  expect(admin?.text).not.toMatch(/sudo|create-orphan|path "\*/);
  // A pinned value that begins or ends with a star would match more than itself.
  expect(user?.text).not.toMatch(/^\*|\*$/);
  expect(user?.text).toContain('secret/data/jupyter/users/{{identity.entity.aliases.auth_token_12.name}}/*');
});

test('both roles, with every field', () => {
  const [admin, user] = vaultPlan(settings, 'a').roles;
  expect(admin).toMatchObject({
    name: 'jupyterhub-admin',
    fields: {
      allowed_policies: ['jupyterhub-admin'],
      allowed_policies_glob: [],
      orphan: true,
      token_period: 86400,
      token_explicit_max_ttl: 0,
      token_no_default_policy: true,
    },
  });
  expect(user).toMatchObject({
    name: 'jupyter-user',
    fields: {
      allowed_policies: [],
      allowed_policies_glob: ['jupyter-user-*'],
      allowed_entity_aliases: ['*'],
      orphan: true,
      renewable: true,
      token_explicit_max_ttl: 604800,
      token_period: 0,
      token_type: 'service',
      token_no_default_policy: true,
    },
  });
  expect(Object.keys(admin?.fields ?? {})).toEqual(Object.keys(user?.fields ?? {}));
});

test('a shared folder can be read, never written', () => {
  const text = userPolicy(vaultSettings({ address: 'https://v', sharedPath: 'jupyter/shared' }), 'a');
  const rules = [
    ...text.matchAll(/path "(secret\/[a-z]+\/jupyter\/shared[^"]*)" \{\n {2}capabilities = (.*)\n/g),
  ];
  expect(rules.map(([, path, capabilities]) => [path, capabilities])).toEqual([
    ['secret/data/jupyter/shared/*', '["read"]'],
    ['secret/metadata/jupyter/shared/*', '["read", "list"]'],
    ['secret/metadata/jupyter/shared', '["list"]'],
  ]);
});

test.each([
  ['ada', 'ada'],
  ['ada.lovelace@example.org', 'ada.lovelace@example.org'],
  ['Ada', '_41da'],
  ['a_b', 'a_5fb'],
  ['..', '_2e_2e'],
  ['a.', 'a_2e'],
  ['.a', '_2ea'],
  ['a..b', 'a_2e_2eb'],
  ['+', '_2b'],
  ['ü', '_c3_bc'],
  ['x" {capabilities=["deny"]} path "+', 'x_22_20_7bcapabilities_3d_5b_22deny_22_5d_7d_20path_20_22_2b'],
])('the slug of %s is %s', (name, slug) => {
  expect(userSlug(name)).toBe(slug);
  expect(isUserSlug(slug)).toBe(true);
});

test('long names and the empty one become a hash; names of before are none', () => {
  expect(userSlug('')).toBe(`_h${'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'}`);
  expect(userSlug('a'.repeat(128))).toBe('a'.repeat(128));
  expect(userSlug('a'.repeat(129))).toMatch(/^_h[0-9a-f]{64}$/);
  for (const folder of ['Carol', 'a_b', 'a.', 'a b', '_zz', '_61', ''])
    expect(isUserSlug(folder)).toBe(false);
});

describe('times', () => {
  const text = (vault: string, more = '') =>
    config(LOGIN, SECRETS, `vault:\n  address: https://vault.example.com\n${vault}`, more);

  test('the usual ones go together, and make a table', () => {
    const { rendered } = build(text(''));
    expect(rendered.vault?.timeline.map(({ after, of, because }) => [after, of, because])).toEqual([
      [0, 'server', 'start'],
      [7800, 'server', 'culling.idle + culling.every'],
      [43200, 'hub', 'adminToken.period / 2'],
      [85800, 'server', 'userToken.ttl - 600 s'],
      [86400, 'server', 'userToken.ttl'],
      [86400, 'hub', 'adminToken.period'],
      [519000, 'server', 'culling.maxAge + culling.every'],
      [604800, 'server', 'userToken.maxTtl'],
    ]);
  });

  test.each([
    ['ttl above maxTtl', '  userToken: { ttl: 8d }\n', '', 'vault.userToken.ttl', ['8d', '7d']],
    ['servers older than tokens', '', 'culling: { maxAge: 7d }\n', 'culling.maxAge', ['7d10m', '7d', '10m']],
    ['one second too much', '', 'culling: { maxAge: 604201 }\n', 'culling.maxAge', ['7d1s']],
    ['servers of any age', '', 'culling: { maxAge: 0 }\n', 'culling.maxAge', ['7d']],
    ['no culling at all', '', 'jupyterhub: { cull: { enabled: false } }\n', 'culling.maxAge', ['7d']],
    ['the values decide', '', 'jupyterhub: { cull: { maxAge: 604800 } }\n', 'culling.maxAge', ['7d10m']],
    ['idle servers with dead tokens', '  userToken: { ttl: 2h }\n', '', 'culling.idle', ['2h10m', '2h']],
    ['a period below the minimum', '  adminToken: { period: 30s }\n', '', 'vault.adminToken.period', ['30s']],
    ['a token of no time', '  userToken: { ttl: 0 }\n', '', 'vault.userToken', []],
    ['no time to answer in', '  timeout: 0\n', '', 'vault.timeout', ['0 s']],
  ])('%s is refused, with the figures', (_what, vault, more, path, figures) => {
    const { problems: found, messages } = buildFleet({ 'lab.yaml': text(vault, more) });
    const at = found.findIndex((each) => each.endsWith(` ${path}`));
    expect(found[at]).toMatch(/^VAULT_LIFECYCLE \d+:\d+ /);
    for (const figure of figures) expect(messages[at]).toContain(figure);
  });

  test('the last second that is right', () => {
    expect(problems(text('', 'culling: { maxAge: 604200 }\n'))).toEqual([]);
    expect(problems(text('  adminToken: { period: 31s }\n'))).toEqual([]);
    expect(problems(text('  userToken: { ttl: 7800s }\n'))).toEqual([]);
  });

  test('an exception can be made, with a reason', () => {
    const allow = 'checks: { allow: [{ code: VAULT_LIFECYCLE, path: culling.maxAge, reason: long jobs }] }\n';
    expect(problems(text('', `culling: { maxAge: 30d }\n${allow}`))).toEqual([]);
  });

  test.each(['1.5h', '5 m', '-1', 'h', '1h30', '1m1h', '1H', '""', 'null', '1w'])(
    '%s is no duration',
    (value) => {
      const found = problems(text(`  userToken: { ttl: ${/^[-"n]/.test(value) ? value : `"${value}"`} }\n`));
      expect(found[0]).toMatch(/^SCHEMA_(FORMAT|TYPE|RANGE) 7:16 vault\.userToken\.ttl$/);
    },
  );
});

describe('hubs of one Vault', () => {
  const hub = (name: string, realm: string, vault = '', secrets = '') =>
    `name: ${name}\nnamespace: ${name}\nhost: ${name}.example.com
login: { keycloak: { url: https://auth.example.com, realm: ${realm}, allow: { all: true } } }
secrets: { ${secrets} }\nvault: { address: https://vault.example.com, ${vault} }\n`;
  const found = (...files: string[]) =>
    buildFleet(Object.fromEntries(files.map((text, index) => [`${index}.yaml`, text]))).problems.filter(
      (each) => each.startsWith('VAULT_SHARED'),
    );

  test('of one realm they may share everything', () => {
    expect(found(hub('a', 'r'), hub('b', 'r'))).toEqual([]);
  });

  test('of two realms they share nothing', () => {
    expect(found(hub('a', 'r'), hub('b', 's')).map((each) => each.split(' ').slice(2).join(' '))).toEqual([
      'secrets.path',
      'vault.userPath',
      'vault.policyPrefix',
      'vault.roles',
      'vault.roles',
    ]);
    const apart = 'userPath: b/users, policyPrefix: b-user-, roles: { admin: b-hub, user: b-user }';
    expect(found(hub('a', 'r'), hub('b', 's', apart, 'path: b'))).toEqual([]);
  });

  test('prefixes that begin one another are refused whatever the realm', () => {
    expect(found(hub('a', 'r'), hub('b', 'r', 'policyPrefix: jupyter-user-b-'))).toEqual([
      'VAULT_SHARED 1.yaml:6:1 vault.policyPrefix',
    ]);
    expect(found(hub('a', 'r'), hub('b', 'r', 'userPath: jupyter/users/b'))).toEqual([
      'VAULT_SHARED 1.yaml:6:1 vault.userPath',
    ]);
    expect(found(hub('a', 'r'), hub('b', 'r', 'userPath: jupyter/users2'))).toEqual([]);
  });

  test('another Vault is another place', () => {
    const other = hub('b', 's').replace('vault.example.com', 'other.example.com');
    expect(found(hub('a', 'r'), other)).toEqual([]);
  });
});

test('the hub may make Secrets, and neither read nor delete any', () => {
  const rules = (text: string) => objects(build(config(LOGIN, SECRETS, text)))['Role/hub'].rules;
  const secrets = (text: string) =>
    rules(text).filter(({ resources }: { resources: string[] }) => resources.includes('secrets'));
  expect(secrets(VAULT)).toEqual([{ apiGroups: [''], resources: ['secrets'], verbs: ['create'] }]);
  expect(secrets('')).toEqual([]);
  // Code of the user's own may need more, as with the chart.
  const own = "jupyterhub: { hub: { extraConfig: { a: 'pass' } } }\n";
  expect(secrets(VAULT + own)).toMatchObject([{ verbs: ['get', 'watch', 'list', 'create', 'delete'] }]);
});
