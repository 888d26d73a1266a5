/** `hubsynth render`: a bare Zero to JupyterHub values file, as chart 4.2.0 would render it. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { folder, hubsynth, type Result, stamps, tree } from '../support/program';

const render = (cwd: string, ...more: string[]): Result =>
  hubsynth(['render', '--values', 'values.yaml', '--out', 'out', ...more], cwd);

/** Files and result of one rendering that has to succeed. */
function rendered(values: string, ...more: string[]) {
  const cwd = folder({ 'values.yaml': values });
  const result = render(cwd, ...more);
  if (result.status !== 0) throw new Error(result.stderr);
  return { cwd, files: tree(path.join(cwd, 'out')), ...result };
}

const object = (files: Readonly<Record<string, string>>, name: string) =>
  parse(files[name] ?? '', { version: '1.1' });

/** The values document that the hub reads. */
function valuesOf(files: Readonly<Record<string, string>>) {
  return parse(object(files, 'workload/hub/config-map.hub-values.yaml').data['values.yaml']);
}

describe('an empty values file', () => {
  test.each([
    ['nothing at all', ''],
    ['only a comment', '# nothing yet\n'],
    ['null', 'null\n'],
    ['an empty map', '{}\n'],
  ])('%s gives the default hub', (_name, text) => {
    const { files } = rendered(text);
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        'foundation/kustomization.yaml',
        'foundation/hub/persistent-volume-claim.hub-db-dir.yaml',
        'workload/hub/deployment.hub.yaml',
        'workload/kustomization.yaml',
        'required-secrets.json',
      ]),
    );
    expect(files).toEqual(rendered('').files);
  });

  test('the release and the namespace are those of the options, or the usual ones', () => {
    const usual = rendered('').files;
    expect(Object.keys(usual)).toContain(
      'workload/user-scheduler/cluster-role.jupyterhub-user-scheduler.yaml',
    );
    expect(object(usual, 'workload/hub/deployment.hub.yaml').metadata).toMatchObject({
      namespace: 'jupyter',
      labels: { release: 'jupyterhub' },
    });

    const named = rendered('', '--name', 'lab', '--namespace', 'people').files;
    expect(Object.keys(named)).toContain('workload/user-scheduler/cluster-role.lab-user-scheduler.yaml');
    expect(object(named, 'workload/hub/deployment.hub.yaml').metadata).toMatchObject({
      namespace: 'people',
      labels: { release: 'lab' },
    });
    const namespaced = Object.entries(named)
      .filter(
        ([name]) => name.endsWith('.yaml') && !/\/(kustomization|cluster-role[-.a-z]*)\.yaml$/.test(name),
      )
      .map(([name]) => [name, object(named, name).metadata.namespace]);
    expect(namespaced.length).toBeGreaterThan(15);
    expect(namespaced.filter(([, namespace]) => namespace !== 'people')).toEqual([]);
  });

  test('there is no Namespace: the chart makes none', () => {
    const { files } = rendered('', '--fixed');
    expect(Object.keys(files).filter((name) => name.includes('namespace'))).toEqual([]);
  });

  test('each file begins with the name of the values file and its section, then a document', () => {
    const { files } = rendered('');
    const yaml = Object.entries(files).filter(([name]) => name.endsWith('.yaml'));
    expect(yaml.length).toBeGreaterThan(20);
    const wrong = yaml.filter(
      ([, text]) => !/^# hubsynth: values\.yaml \([a-zA-Z.]+\)\n---\napiVersion: /.test(text),
    );
    expect(wrong.map(([name]) => name)).toEqual([]);
    expect(files['workload/hub/deployment.hub.yaml']).toMatch(/^# hubsynth: values\.yaml \(hub\)\n---\n/);
    expect(files['workload/proxy/service.proxy-public.yaml']).toMatch(
      /^# hubsynth: values\.yaml \(proxy\)\n---\n/,
    );
    expect(files['workload/kustomization.yaml']).toMatch(/^# hubsynth: values\.yaml \(workload\)\n---\n/);
  });

  test('required-secrets.json lists the Secret that the chart would make up', () => {
    const { files } = rendered('');
    const made = 'made once, kept outside of Git';
    expect(files['required-secrets.json']?.endsWith(']\n')).toBe(true);
    expect(JSON.parse(files['required-secrets.json'] ?? '')).toEqual([
      {
        name: 'hub',
        type: 'Opaque',
        keys: [
          'hub.config.ConfigurableHTTPProxy.auth_token',
          'hub.config.CryptKeeper.keys',
          'hub.config.JupyterHub.cookie_secret',
        ],
        origin: {
          'hub.config.ConfigurableHTTPProxy.auth_token': made,
          'hub.config.CryptKeeper.keys': made,
          'hub.config.JupyterHub.cookie_secret': made,
        },
      },
    ]);
    expect(Object.keys(files).filter((name) => /\/secret\./.test(name))).toEqual([]);
  });
});

test('required-secrets.json tells Secrets of other types, and references of the user, by their names', () => {
  const values = `hub:
  services: { grader: {} }
  config: { GenericOAuthenticator: { client_secret: { secret: { name: oidc, key: client-secret } } } }
imagePullSecret: { create: true, registry: r.example.org, username: me, password: pull-me-1 }
proxy: { https: { enabled: true, type: manual, manual: { cert: certificate-1, key: private-1 } } }
`;
  const { files, stdout, stderr } = rendered(values);
  const required = JSON.parse(files['required-secrets.json'] ?? '');
  expect(
    required.map(({ name, type, keys }: { name: string; type: string; keys: string[] }) => [
      name,
      type,
      ...keys,
    ]),
  ).toEqual([
    [
      'hub',
      'Opaque',
      'hub.config.ConfigurableHTTPProxy.auth_token',
      'hub.config.CryptKeeper.keys',
      'hub.config.JupyterHub.cookie_secret',
      'hub.services.grader.apiToken',
    ],
    ['image-pull-secret', 'kubernetes.io/dockerconfigjson', '.dockerconfigjson'],
    ['oidc', 'Opaque', 'client-secret'],
    ['proxy-public-manual-tls', 'kubernetes.io/tls', 'tls.crt', 'tls.key'],
  ]);
  expect([stdout, stderr, ...Object.values(files)].join('\n')).not.toMatch(/pull-me-1|private-1/);
});

describe('several values files', () => {
  function two(below: string, above: string, ...more: string[]) {
    const cwd = folder({ 'below.yaml': below, 'above.yaml': above });
    const result = hubsynth(
      ['render', '--values', 'below.yaml', '--values', 'above.yaml', '--out', 'out', ...more],
      cwd,
    );
    return { ...result, files: tree(path.join(cwd, 'out')) };
  }

  test('the later one wins, key by key, and lists replace one another', () => {
    const { status, files } = two(
      'singleuser: { memory: { limit: 1G, guarantee: 1G }, nodeSelector: { a: "1" } }\nhub: { args: [one, two] }\n',
      'singleuser: { memory: { limit: 2G }, nodeSelector: { b: "2" } }\nhub: { args: [three] }\n',
    );
    expect(status).toBe(0);
    expect(valuesOf(files)).toMatchObject({
      singleuser: { memory: { limit: '2G', guarantee: '1G' }, nodeSelector: { a: '1', b: '2' } },
      hub: { args: ['three'] },
    });
  });

  test('the other way round the other one wins', () => {
    const memory = (limit: string) => `singleuser: { memory: { limit: ${limit} } }\n`;
    expect(valuesOf(two(memory('1G'), memory('2G')).files).singleuser.memory.limit).toBe('2G');
    expect(valuesOf(two(memory('2G'), memory('1G')).files).singleuser.memory.limit).toBe('1G');
  });

  test('a null deletes a default of the chart, and what a file below has set', () => {
    const usual = valuesOf(rendered('').files);
    expect(usual.hub.containerSecurityContext).toHaveProperty('runAsUser');
    expect(usual.singleuser.memory.guarantee).toBe('1G');
    const { status, files } = two(
      'singleuser: { memory: { guarantee: 3G } }\n',
      'singleuser: { memory: { guarantee: null } }\nhub: { containerSecurityContext: { runAsUser: null } }\n',
    );
    expect(status).toBe(0);
    const { hub, singleuser } = valuesOf(files);
    expect(hub.containerSecurityContext).not.toHaveProperty('runAsUser');
    expect(hub.containerSecurityContext).toHaveProperty('runAsGroup', 1000);
    expect(singleuser.memory).not.toHaveProperty('guarantee');
    const { containers } = object(files, 'workload/hub/deployment.hub.yaml').spec.template.spec;
    expect(containers[0].securityContext).not.toHaveProperty('runAsUser');
  });

  test('headers name the last file; a message names the file it is about', () => {
    const { status, files, stderr } = two(
      'hub: { cookieSecret: secret-of-below }\n',
      'debug: { enabled: true }\n',
    );
    expect(status).toBe(0);
    expect(files['workload/hub/role.hub.yaml']).toMatch(/^# hubsynth: above\.yaml \(hub\)\n/);
    expect(stderr).toContain('below.yaml:1:8: warning SECRET_PLAINTEXT: hub.cookieSecret ');
    expect(
      JSON.parse(files['required-secrets.json'] ?? '')[0].origin['hub.config.JupyterHub.cookie_secret'],
    ).toBe('below.yaml:1 hub.cookieSecret');
  });

  test('one that is broken stops all, wherever it stands', () => {
    expect(two('hub: [\n', '')).toMatchObject({
      status: 2,
      files: {},
      stderr: expect.stringContaining('below.yaml:'),
    });
    expect(two('', 'hub: [\n')).toMatchObject({
      status: 2,
      files: {},
      stderr: expect.stringContaining('above.yaml:'),
    });
  });
});

describe('--strict', () => {
  const LOGIN =
    'hub:\n  config: { JupyterHub: { authenticator_class: generic-oauth }, GenericOAuthenticator: { allow_all: true } }\n';

  test.each([
    [
      'a field that Kubernetes does not know',
      `${LOGIN}  extraVolumes: [{ name: data, emptyDir: {}, sizeLimit: 1Gi }]\n`,
      'values.yaml:3:46',
      'K8S_UNKNOWN_FIELD',
    ],
    [
      'a key that stands twice',
      `${LOGIN}  args: [a]\n  args: [b]\n`,
      'values.yaml:4:3',
      'YAML_DUPLICATE_KEY',
    ],
    [
      'a section of hub.config that is no class',
      LOGIN.replace('{ JupyterHub', '{ jupyterHub: { a: 1 }, JupyterHub'),
      'values.yaml:2:13',
      'SCHEMA_UNKNOWN_KEY',
    ],
    [
      'code of the hub that is no text',
      `${LOGIN}  extraConfig: { a: { b: 1 } }\n`,
      'values.yaml:3:18',
      'SCHEMA_TYPE',
    ],
  ])('refuses %s, which is a warning without it', (_name, values, place, code) => {
    const { stderr } = rendered(values);
    expect(stderr).toContain(`${place}: warning ${code}: `);
    const cwd = folder({ 'values.yaml': values });
    const strict = render(cwd, '--strict');
    expect(strict).toMatchObject({ status: 2, stderr: expect.stringContaining(`${place}: error ${code}: `) });
    expect(strict.stderr).toContain('Nothing was written to out.');
    expect(existsSync(path.join(cwd, 'out'))).toBe(false);
  });

  test.each([
    ['quirks of the chart', `${LOGIN}  baseUrl: /lab/\n`, 'VALUES_QUIRK'],
    ['secrets that were lifted out', `${LOGIN}  cookieSecret: abcdef\n`, 'SECRET_PLAINTEXT'],
    ['a login that is open to all', 'debug: { enabled: true }\n', 'VALUES_OPEN_LOGIN'],
    [
      'placeholders without priority',
      `${LOGIN}scheduling: { userPlaceholder: { replicas: 2 } }\n`,
      'VALUES_CONFLICT',
    ],
  ])('lets %s pass, with the same files and the same warning', (_name, values, code) => {
    const lenient = rendered(values);
    const strict = rendered(values, '--strict');
    expect(strict.files).toEqual(lenient.files);
    expect(strict.stderr).toBe(lenient.stderr);
    expect(strict.stderr).toMatch(new RegExp(`\\bwarning ${code}: `));
    expect(strict.stderr).toContain('0 errors, 1 warning\n');
  });
});

describe('--fixed', () => {
  const args = (files: Readonly<Record<string, string>>): string[] =>
    object(files, 'workload/proxy/deployment.proxy.yaml').spec.template.spec.containers[0].command;

  test('does right what the chart does wrong, and says nothing of it', () => {
    const values = 'hub: { baseUrl: /lab/ }\n';
    const chart = rendered(values);
    const fixed = rendered(values, '--fixed');
    expect(args(chart.files)).toContain('--error-target=http://hub:$(HUB_SERVICE_PORT)/hub/error');
    expect(args(fixed.files)).toContain('--error-target=http://hub:$(HUB_SERVICE_PORT)/lab/hub/error');
    expect(chart.stderr).toContain('values.yaml:1:8: warning VALUES_QUIRK: Q-19: ');
    expect(fixed.stderr).not.toContain('VALUES_QUIRK');
  });

  test('refuses what has no right way', () => {
    const values = 'proxy: { https: { enabled: true, type: letsencrypt } }\n';
    expect(rendered(values).stderr).toContain(' warning VALUES_QUIRK: Q-04: ');
    const cwd = folder({ 'values.yaml': values });
    expect(render(cwd, '--fixed')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(' error VALUES_QUIRK: Q-04: '),
    });
    expect(existsSync(path.join(cwd, 'out'))).toBe(false);
  });
});

describe('a secret in the values', () => {
  const SECRETS = [
    'cookie-7d1f',
    'proxytoken-7d1f',
    'client-7d1f',
    'dbpass-7d1f',
    'api-7d1f',
    'registry-7d1f',
    'tlskey-7d1f',
    'crypt-7d1f',
  ];
  const VALUES = `hub:
  cookieSecret: cookie-7d1f
  db: { type: postgres, url: 'postgres://hub@db/hub', password: dbpass-7d1f }
  services: { grader: { apiToken: api-7d1f } }
  config:
    GenericOAuthenticator: { client_secret: client-7d1f }
    CryptKeeper: { keys: [crypt-7d1f] }
proxy:
  secretToken: proxytoken-7d1f
  https: { enabled: true, type: manual, manual: { cert: certificate, key: tlskey-7d1f } }
imagePullSecret: { create: true, registry: r.example.org, username: me, password: registry-7d1f }
`;

  test.each([[[]], [['--fixed']], [['--json']], [['--strict']]])(
    'is in no file and no message (%j)',
    (more) => {
      const { files, stdout, stderr } = rendered(VALUES, ...more);
      expect(SECRETS.filter((secret) => !VALUES.includes(secret))).toEqual([]);
      const all = [stdout, stderr, ...Object.keys(files), ...Object.values(files)].join('\n');
      for (const secret of SECRETS) {
        expect(all).not.toContain(secret);
        expect(all).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12));
      }
      expect(stderr.match(/warning SECRET_PLAINTEXT/g)?.length).toBeGreaterThanOrEqual(SECRETS.length);
    },
  );

  test('is a reference where the hub reads it, and required with its origin', () => {
    const { files } = rendered(VALUES);
    const { hub } = valuesOf(files);
    expect(hub.cookieSecret).toEqual({ secret: { name: 'hub', key: 'hub.config.JupyterHub.cookie_secret' } });
    expect(hub.config.GenericOAuthenticator.client_secret).toEqual({
      secret: { name: 'hub', key: 'hub.config.GenericOAuthenticator.client_secret' },
    });
    const [own] = JSON.parse(files['required-secrets.json'] ?? '');
    expect(own.keys).toEqual(Object.keys(own.origin));
    expect(own.origin).toMatchObject({
      'hub.config.JupyterHub.cookie_secret': 'values.yaml:2 hub.cookieSecret',
      'hub.config.GenericOAuthenticator.client_secret':
        'values.yaml:6 hub.config.GenericOAuthenticator.client_secret',
      'hub.services.grader.apiToken': 'values.yaml:4 hub.services.grader.apiToken',
    });
  });

  test('is not shown either where the values are refused', () => {
    const cwd = folder({ 'values.yaml': `${VALUES}typo: true\n` });
    const { status, stdout, stderr } = render(cwd, '--json');
    expect(status).toBe(2);
    expect(stderr).toContain('values.yaml:12:1: error SCHEMA_UNKNOWN_KEY: ');
    for (const secret of SECRETS) expect(stdout + stderr).not.toContain(secret);
  });
});

describe('rendering again into the same folder', () => {
  const INGRESS = 'ingress: { enabled: true, hosts: [hub.example.org] }\n';

  test('removes what is no longer rendered, keeps files of others, rewrites nothing that is equal', () => {
    const { cwd, files } = rendered(INGRESS);
    expect(Object.keys(files)).toContain('workload/ingress/ingress.jupyterhub.yaml');
    writeFileSync(path.join(cwd, 'out/workload/hub/mine.yaml'), 'mine: true\n');
    writeFileSync(path.join(cwd, 'out/notes.txt'), 'mine\n');
    const before = stamps(path.join(cwd, 'out'));
    writeFileSync(path.join(cwd, 'values.yaml'), '');
    const { status, stderr } = render(cwd);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^out: \d+ files written, 1 file removed$/m);
    const after = stamps(path.join(cwd, 'out'));
    expect(Object.keys(before).filter((name) => !(name in after))).toEqual([
      'workload/ingress/ingress.jupyterhub.yaml',
    ]);
    expect(existsSync(path.join(cwd, 'out/workload/ingress'))).toBe(false);
    for (const name of [
      'workload/hub/mine.yaml',
      'notes.txt',
      'workload/hub/role.hub.yaml',
      'required-secrets.json',
    ]) {
      expect([name, after[name]]).toEqual([name, before[name]]);
    }
    const { 'workload/hub/mine.yaml': _, 'notes.txt': __, ...ours } = tree(path.join(cwd, 'out'));
    expect(ours).toEqual(rendered('').files);
  });

  test('the second time touches no file', () => {
    const { cwd } = rendered(INGRESS);
    const before = stamps(path.join(cwd, 'out'));
    expect(render(cwd)).toMatchObject({
      status: 0,
      stdout: '',
      stderr: expect.stringContaining(`out is up to date (${Object.keys(before).length} files)\n`),
    });
    expect(stamps(path.join(cwd, 'out'))).toEqual(before);
  });

  test('replaces required-secrets.json of its own, and no other file of that name', () => {
    const { cwd } = rendered('');
    const file = path.join(cwd, 'out/required-secrets.json');
    appendFileSync(path.join(cwd, 'values.yaml'), 'hub: { services: { grader: {} } }\n');
    expect(render(cwd).status).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))[0].keys).toContain('hub.services.grader.apiToken');

    writeFileSync(file, '{ "mine": true }\n');
    const before = stamps(path.join(cwd, 'out'));
    writeFileSync(path.join(cwd, 'values.yaml'), 'hub: { services: { other: {} } }\n');
    expect(render(cwd)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('error OUT_FOREIGN_FILE: out/required-secrets.json is in the way'),
    });
    expect(stamps(path.join(cwd, 'out'))).toEqual(before);
  });
});

describe('--json', () => {
  test('prints one document: what was written, and every message', () => {
    const { stdout, files } = rendered('hub: { cookieSecret: abcdef }\n', '--json');
    const { ok, diagnostics, report } = JSON.parse(stdout);
    expect(ok).toBe(true);
    expect(diagnostics.map(({ code }: { code: string }) => code).sort()).toEqual([
      'SECRET_PLAINTEXT',
      'VALUES_OPEN_LOGIN',
    ]);
    expect(report.folders).toEqual([
      { folder: '', fresh: false, removed: [], unchanged: [], written: Object.keys(files).sort() },
    ]);
  });

  test.each([
    ['values that are refused', 'typo: 1\n', 'out', 2, 'SCHEMA_UNKNOWN_KEY'],
    ['an output that is a file', '', 'values.yaml', 3, 'OUT_WRITE_FAILED'],
    ['an output below a file', '', 'values.yaml/out', 3, 'OUT_WRITE_FAILED'],
  ])('is a document also for %s', (_name, values, out, status, code) => {
    const cwd = folder({ 'values.yaml': values });
    const result = hubsynth(['render', '--values', 'values.yaml', '--out', out, '--json'], cwd);
    expect(result.status).toBe(status);
    const { ok, diagnostics } = JSON.parse(result.stdout);
    expect(ok).toBe(false);
    expect(diagnostics.map((each: { code: string }) => each.code)).toContain(code);
    expect(result.stderr).toContain(` ${code}: `);
    expect(result.stderr).not.toMatch(/^\s+at .*[:(]\d+/m);
    expect(readFileSync(path.join(cwd, 'values.yaml'), 'utf8')).toBe(values);
  });
});
