/** What is taken for a secret, and what is not. Nothing here opens anything. */
import { scanObject } from '../../../lib/checks/secrets/scan';
import { secretsIn } from '../../../lib/checks/secrets/text';
import type { JsonObject } from '../../../lib/document/json';

/** Letters drawn by a fixed rule, so that no test depends on luck. */
function lot(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const draw = lot(7);
const take = (length: number, alphabet: string) =>
  Array.from({ length }, () => alphabet[draw(alphabet.length)]).join('');
const HEX = '0123456789abcdef';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const ALNUM = `${LOWER}${LOWER.toUpperCase()}0123456789`;
const bytes = (length: number) => Buffer.from(Array.from({ length }, () => draw(256)));
const uuid = () => [8, 4, 4, 4, 12].map((length) => take(length, HEX)).join('-');

const tokens = (text: string, name = '') => secretsIn(text, name).map(({ token }) => token);

// Built from parts: a whole one would be found by scanners of this repository.
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJhbGljZSJ9', 'c2lnbmF0dXJlc2lnbmF0dXJl'].join('.');
const KEY = `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIEowIBAAKCAQEAx\n-----END RSA ${'PRIVATE'} KEY-----`;
const HEX64 = '3f9a1c07b2d84e65a0f71c9382be4d560c7a19e2f4b8d3056e1a97c2480bfd63';
const HEX32 = '9c1e5af07d3b48269e80c4f1a7d25b36';
const BASE64 = 'q7Rk2ZpX9vLw4TnB8sYc1MfH6dJgUe0A';
const CERTIFICATE = Buffer.concat([Buffer.from('308203643082024ca003020102', 'hex'), bytes(400)]);

describe('a secret', () => {
  test.each<[string, string, string?]>([
    ['a token for the proxy', HEX64],
    ['a cookie secret in capitals', HEX64.toUpperCase()],
    ['a short key in hexadecimal', HEX32],
    ['base64', BASE64],
    ['base64 with padding', 'mF4zQ1v8Kp2LxT7wR9sYbA=='],
    ['base64 for addresses', 'Xy3kP0-qZ8vN_r5LtW2mB7cJ9dHs4FgAe6Qu1RiToKw'],
    ['a GitHub token', `ghp_${'1aB2cD3eF4gH5iJ6kL7mN8oP9qR0sT1uV2wX'}`],
    ['a GitLab token', `glpat-${'x7Kp2LmQ9vTn4RzB8sYc'}`],
    ['a Vault token', `hvs.${'CAESIJx7Kp2LmQ9vTn4RzB8sYc1MfH6d'}`],
    ['an AWS access key', `AKIA${'Q4ZT7MX2PLKD5WNB'}`],
    ['a Slack token', `xoxb-${'123456789012-abcdefGHIJ'}`],
    ['a key of an API', `sk-proj-${'q7Rk2ZpX9vLw4TnB8sYc1MfH'}`],
    ['a Hugging Face token', `hf_${'QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi'}`],
    ['a JSON Web Token', JWT],
    ['a private key', KEY],
    ['a password in an address', 'postgresql://hub:s3cr3tPass@db.example.org/hub'],
    ['a password in an address without a user', 'redis://:Pa55word@redis:6379/0'],
    ['Python', `c.Service.api_token = "${HEX64}"`],
    ['Python with a short one', `API_TOKEN = 'Tr0ub4dor3x'`],
    ['YAML', `proxy:\n  secretToken: ${HEX64}\n`],
    ['YAML with a password that a person chose', 'db:\n  password: Sommer2024!\n'],
    ['JSON', `{"client_secret": "${BASE64}"}`],
    ['a query', `https://api.example.org/v1?access_token=${BASE64}&page=1`],
    ['an argument', `--password=${'Tr0ub4dor3x'}`],
    ['an environment file', `export MYSQL_ROOT_PASSWORD=kd83jx02mqpz71`],
    ['a header', `Authorization: Bearer ${BASE64}`],
    ['a secret in base64', Buffer.from('postgresql://hub:s3cr3tPass@db/hub').toString('base64')],
    ['a UUID as a password', 'b3d1f0c2-7a94-4e5f-8c61-0d2e9a7b4f38', 'API_PASSWORD'],
    ['a short one by its name', 'kd83jx02mqpz71', 'clientSecret'],
    ['one that a person chose, by its name', 'Winter2023', 'DB_PASSWORD'],
  ])('%s', (_what, text, name = '') => {
    expect(secretsIn(text, name)).toHaveLength(1);
  });
});

describe('no secret', () => {
  test.each<[string, string, string?]>([
    ['an image with a digest', `quay.io/jupyterhub/k8s-hub:4.2.0@sha256:${HEX64}`],
    ['an image with a commit', 'ghcr.io/org/image:3f9a1c07b2d84e65a0f71c9382be4d560c7a19e2'],
    ['an image with a date and a short commit', 'quay.io/org/image:2024-03-14-3f9a1c07b2d8'],
    ['a digest alone', `sha256:${HEX64}`],
    ['a pinned package', `jupyterhub==5.3.0 --hash=sha256:${HEX64}`],
    ['a package from Git', 'git+https://github.com/org/repo@3f9a1c07b2d84e65a0f71c9382be4d560c7a19e2'],
    ['an integrity of a script', `integrity="sha384-${BASE64}${BASE64}"`],
    ['a checksum of a pod', HEX64, 'checksum/config-map'],
    ['a revision', '3f9a1c07b2d84e65a0f71c9382be4d560c7a19e2', 'GIT_COMMIT'],
    ['a UUID', 'b3d1f0c2-7a94-4e5f-8c61-0d2e9a7b4f38'],
    ['a tenant', 'tenant_id: b3d1f0c2-7a94-4e5f-8c61-0d2e9a7b4f38'],
    ['a client', `client_id: ${BASE64}`],
    ['a client in an address', `https://login.example.org/v2/logout?client_id=${BASE64}`],
    [
      'a certificate',
      `-----BEGIN CERTIFICATE-----\n${CERTIFICATE.toString('base64')}\n-----END CERTIFICATE-----`,
    ],
    ['a certificate without its frame', CERTIFICATE.toString('base64')],
    ['a public key', `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${BASE64} alice@example.org`],
    [
      'a picture in an address',
      `url(data:image/png;base64,${Buffer.concat([bytes(80)]).toString('base64')})`,
    ],
    ['base64 of a text', Buffer.from('Welcome to the hub of 2024, everybody!').toString('base64')],
    ['a path', '/usr/local/share/jupyterhub/custom_templates2'],
    ['a path with capitals', '/opt/Anaconda3/envs/PyTorch2/lib/python3.11/site-packages'],
    ['an address', 'https://auth.example.com/realms/buunstack/protocol/openid-connect/token'],
    ['a name in Kubernetes', 'jupyterhub-user-scheduler-7d9f8c6b5d-x2x9z'],
    ['a claim', 'claim-bob-smith-example-org---4b9ff5a4'],
    ['a camel', 'persistentVolumeClaimRetentionPolicy2Template'],
    ['a type', 'V1ServiceAccountTokenProjection'],
    ['a constant', 'JUPYTERHUB_USAGE_QUOTAS_PROMETHEUS_PASSWORD2'],
    ['an instance type', 'Standard_NC24ads_A100_v4'],
    ['the alphabet', 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'],
    ['digits', '12345678901234567890123456789012'],
    ['a class of letters', '[A-Za-z0-9+/_-]{20,64}'],
    ['a sentence', 'Notebooks that nobody uses for 3600 seconds are stopped, see the documentation.'],
    ['a placeholder of GitHub', `ghp_${'x'.repeat(36)}`],
    ['the access key of the AWS manual', 'AKIAIOSFODNN7EXAMPLE'],
    ['a password that is a variable', 'postgresql://hub:$PGPASSWORD@db/hub'],
    ['a password in a manual', '# postgresql://user:password@host/hub'],
    ['a reference', '{secret: {name: jupyterhub-oidc, key: client-secret}}'],
    ['a name of a Secret', 'tls-wildcard-2024', 'secretName'],
    ['a Secret of that name', 'jupyterhub-oidc-client', 'secret'],
    ['an address of tokens', 'https://auth.example.com/realms/r2/token', 'token_url'],
    ['a file of a token', '/var/run/secrets/tokens/Hub2Token', 'token'],
    [
      'code that reads one',
      'c.GenericOAuthenticator.client_secret = get_secret_value("oidc", "client-secret")',
    ],
    ['code that reads a variable', 'password = os.environ["PGPASSWORD2"]'],
    ['a placeholder by its name', 'PLACEHOLDER', 'client_secret'],
    ['a mask', '****************', 'password'],
  ])('%s', (_what, text, name = '') => {
    expect(tokens(text, name)).toEqual([]);
  });
});

test('of 2,000 random secrets hardly one is missed', () => {
  const shapes: (() => [text: string, name: string])[] = [
    () => [bytes(32).toString('hex'), ''],
    () => [bytes(16).toString('hex'), ''],
    () => [bytes(24).toString('base64'), ''],
    () => [bytes(32).toString('base64'), ''],
    () => [bytes(32).toString('base64url'), ''],
    () => [take(32, ALNUM), ''],
    () => [`ghp_${take(36, ALNUM)}`, ''],
    () => [`hvs.${take(24, ALNUM)}`, ''],
    () => [uuid(), 'API_TOKEN'],
    () => [take(16, ALNUM), 'DB_PASSWORD'],
  ];
  const missed = Array.from({ length: 2000 }, (_, index) => {
    const [text, name] = shapes[index % shapes.length]?.() ?? ['', ''];
    return secretsIn(text, name).length === 0 ? [text] : [];
  }).flat();
  expect(missed.length).toBeLessThanOrEqual(20);
});

const WORDS =
  `jupyter hub notebook scheduler kernel python storage volume claim profile image spawn user server proxy
  traefik ingress network policy config secret token service account cluster node memory limit guarantee option group
  science physics teaching extension template welcome culler placeholder continuous puller registry environment`.split(
    /\s+/,
  );

test('of 2,000 harmless texts none is suspected', () => {
  const word = () => WORDS[draw(WORDS.length)] ?? '';
  const some = (joint: string, count = 2 + draw(4)) => Array.from({ length: count }, word).join(joint);
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const camel = () =>
    Array.from({ length: 2 + draw(4) }, (_, index) => (index ? capital(word()) : word())).join('');
  const version = () => `${draw(30)}.${draw(20)}.${draw(100)}`;
  const shapes = [
    () => `quay.io/${some('/', 2)}:${version()}`,
    () => `ghcr.io/${some('-')}/${word()}@sha256:${take(64, HEX)}`,
    () => `registry.example.org:5000/${word()}:${take(40, HEX)}`,
    () => `https://${some('.', 3)}.example.org/${some('/')}?${word()}=${word()}${draw(100)}`,
    () => `${some('-')}-${take(10, `bcdfghjklmnpqrstvwxz2456789`)}-${take(5, 'bcdfghjklmnpqrstvwxz2456789')}`,
    () => `/${some('/', 5)}${draw(9)}/${some('_')}.py`,
    () => some(' ', 9),
    () => `${camel()}${draw(20)}${capital(camel())}`,
    () => some('_').toUpperCase() + draw(100),
    () => `${word()}==${version()} --hash=sha256:${take(64, HEX)}`,
    () => uuid(),
  ];
  const alarms = Array.from({ length: 2000 }, (_, index) =>
    tokens(shapes[index % shapes.length]?.() ?? ''),
  ).flat();
  expect(alarms).toEqual([]);
});

describe('within an object', () => {
  const places = (object: JsonObject) =>
    scanObject(object).map(({ path, line, token }) => `${path.join('/')}${line ? `:${line}` : ''} ${token}`);

  test('a variable is judged by its name', () => {
    const env = [
      { name: 'GIT_COMMIT', value: HEX64 },
      { name: 'API_TOKEN', value: 'kd83jx02mqpz71' },
      { name: 'GREETING', value: 'kd83jx02mqpz71' },
    ];
    expect(places({ spec: { env } })).toEqual(['spec/env/1/value kd83jx02mqpz71']);
  });

  test('an argument by the one before', () => {
    expect(places({ args: ['--token', 'kd83jx02mqpz71', '--level', 'kd83jx02mqpz71'] })).toEqual([
      'args/1 kd83jx02mqpz71',
    ]);
  });

  test('a file tells the line', () => {
    const data = { 'traits.yaml': `A:\n  b: 1\n  cookie: ${HEX64}\n`, 'x.sh': 'echo hello' };
    expect(places({ kind: 'ConfigMap', data })).toEqual([`data/traits.yaml:3 ${HEX64}`]);
  });

  test('binary files are decoded', () => {
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), bytes(60)]).toString('base64');
    const key = bytes(32).toString('base64');
    const text = Buffer.from(`token: ${HEX64}`).toString('base64');
    const font = bytes(4000).toString('base64');
    const hello = Buffer.from('hello, everybody').toString('base64');
    expect(places({ binaryData: { png, key, text, font, hello } })).toEqual([
      `binaryData/key ${key}`,
      `binaryData/text ${HEX64}`,
    ]);
  });

  test('base64 that an encoder broke into lines', () => {
    const wrap = (base64: string) => base64.replace(/.{64}/g, '$&\n');
    const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), bytes(400)]).toString('base64');
    expect(places({ data: { picture: wrap(picture) } })).toEqual([]);
    expect(places({ data: { other: wrap(bytes(400).toString('base64')) } }).length).toBeGreaterThan(0);
  });

  test('what was looked at once is found again', () => {
    const object = { data: { cookie: HEX64 } };
    expect(places(object)).toEqual(places(object));
    expect(places(object)).toHaveLength(1);
  });
});
