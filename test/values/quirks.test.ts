/** Each quirk (inventory 5.6): reproduced with a warning by `render`, done right or refused by `synth`. */
import { QUIRKS } from '../../lib/values/quirks';
import { type AnyObject, findings, LETSENCRYPT, podOf, render } from '../support/render';

const chart = (values: object) => render(values);
const fixed = (values: object) => render(values, { behaviour: 'fixed' });
const traefik = (settings: object, more: object = {}) => ({
  proxy: { https: LETSENCRYPT, traefik: settings },
  ...more,
});
const quirkPaths = (values: object, behaviour: 'chart' | 'fixed' = 'chart') =>
  findings(values, behaviour).filter(
    (each) => / VALUES_(QUIRK|OPEN_LOGIN) /.test(each) && !each.includes('authenticator_class'),
  );

test('there is one for each entry of the inventory, and three more, with its words', () => {
  expect(QUIRKS.map((each) => each.id)).toEqual(
    Array.from({ length: 29 }, (_, index) => `Q-${String(index + 1).padStart(2, '0')}`),
  );
  for (const each of QUIRKS) {
    expect(each.chartDoes).toMatch(/\.$/);
    expect(each.weDo).toMatch(/\.$/);
  }
});

test('Q-01 the budget of autohttps has its own name', () => {
  const values = traefik({ pdb: { enabled: true } });
  expect(chart(values)).toHaveProperty(['PodDisruptionBudget/proxy']);
  expect(fixed(values)).toHaveProperty(['PodDisruptionBudget/autohttps']);
  expect(fixed(values)).not.toHaveProperty(['PodDisruptionBudget/proxy']);
  expect(quirkPaths(values)).toEqual(['warning VALUES_QUIRK proxy.traefik.pdb.enabled']);
});

test('Q-02 no budget without a pod', () => {
  const values = { proxy: { traefik: { pdb: { enabled: true } } } };
  expect(chart(values)).toHaveProperty(['PodDisruptionBudget/proxy']);
  expect(
    Object.keys(fixed(values)).filter(
      (key) => key.includes('/autohttps') || key === 'PodDisruptionBudget/proxy',
    ),
  ).toEqual([]);
});

test("Q-03 the puller's account gets the configured name", () => {
  const values = { prePuller: { continuous: { serviceAccount: { name: 'own' } } } };
  expect(chart(values)).toHaveProperty(['ServiceAccount/continuous-image-puller']);
  expect(fixed(values)).toHaveProperty(['ServiceAccount/own']);
  expect(podOf(fixed(values)['DaemonSet/continuous-image-puller']).serviceAccountName).toBe('own');
});

test.each([
  ['without hosts', { enabled: true, type: 'letsencrypt' }, 'proxy.https.hosts'],
  ['without a type', { enabled: true, type: '' }, 'proxy.https.type'],
])('Q-04 https %s is plain HTTP in the chart, refused by us', (_name, https, path) => {
  const { spec } = chart({ proxy: { https } })['Service/proxy-public'];
  expect(spec.ports).toEqual([{ name: 'http', port: 80, targetPort: 'http' }]);
  expect(quirkPaths({ proxy: { https } })).toEqual([`warning VALUES_QUIRK ${path}`]);
  expect(quirkPaths({ proxy: { https } }, 'fixed')).toEqual([`error VALUES_QUIRK ${path}`]);
});

test('Q-05 annotations go to the account, not to the role', () => {
  const annotations = { a: 'b' };
  const values = traefik({ serviceAccount: { annotations } });
  expect(chart(values)['Role/autohttps'].metadata.annotations).toEqual(annotations);
  expect(chart(values)['ServiceAccount/autohttps'].metadata).not.toHaveProperty('annotations');
  expect(fixed(values)['Role/autohttps'].metadata).not.toHaveProperty('annotations');
  expect(fixed(values)['ServiceAccount/autohttps'].metadata.annotations).toEqual(annotations);
});

test('Q-06 the subject of the binding names its namespace', () => {
  expect(chart(traefik({}))['RoleBinding/autohttps'].subjects).toEqual([
    { kind: 'ServiceAccount', name: 'autohttps' },
  ]);
  expect(fixed(traefik({}))['RoleBinding/autohttps'].subjects).toEqual([
    { kind: 'ServiceAccount', name: 'autohttps', namespace: 'ns' },
  ]);
});

test('Q-07 a limit that is set replaces the default one; two are refused', () => {
  const values = { hub: { pdb: { enabled: true, maxUnavailable: 1 } } };
  expect(chart(values)['PodDisruptionBudget/hub'].spec).toMatchObject({ maxUnavailable: 1, minAvailable: 1 });
  expect(fixed(values)['PodDisruptionBudget/hub'].spec).not.toHaveProperty('minAvailable');
  expect(findings({ hub: { pdb: { maxUnavailable: 1, minAvailable: 2 } } }, 'fixed')).toContain(
    'error VALUES_CONFLICT hub.pdb.minAvailable',
  );
});

test('Q-08 load-acme gets resources', () => {
  const resources = { limits: { cpu: '1' } };
  const values = { proxy: { https: LETSENCRYPT, secretSync: { resources } } };
  expect(podOf(chart(values)['Deployment/autohttps']).initContainers[0]).not.toHaveProperty('resources');
  expect(podOf(fixed(values)['Deployment/autohttps']).initContainers[0].resources).toEqual(resources);
});

test('Q-09 container names are DNS labels, and never two of one name', () => {
  const keys = ['Mixed.Case', 'mixed-case', 'x'.repeat(80), 'plain'];
  const values = {
    prePuller: { extraImages: Object.fromEntries(keys.map((key) => [key, { name: 'i', tag: '1' }])) },
  };
  const names = (objects: AnyObject) =>
    podOf(objects['DaemonSet/continuous-image-puller']).initContainers.map((each: AnyObject) => each.name);
  expect(names(chart(values))).toContain('image-pull-Mixed.Case');
  expect(names(fixed(values))).toContain('image-pull-plain');
  for (const name of names(fixed(values)))
    expect(name).toMatch(/^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
  expect(new Set(names(fixed(values))).size).toBe(6);
});

test('Q-10 an ingress needs the port it points at', () => {
  const values = { ingress: { enabled: true }, proxy: { service: { disableHttpPort: true } } };
  expect(chart(values)['Service/proxy-public'].spec).not.toHaveProperty('ports');
  expect(quirkPaths(values, 'fixed')).toEqual(['error VALUES_QUIRK proxy.service.disableHttpPort']);
});

test('Q-11 Traefik finds the proxy under its real name', () => {
  const values = traefik({}, { fullnameOverride: 'my' });
  const url = (objects: AnyObject) =>
    /url: .*/.exec(objects['ConfigMap/my-autohttps'].data['dynamic.yaml'])?.[0];
  expect(url(chart(values))).toContain('http://proxy-http:8000/');
  expect(url(fixed(values))).toContain('http://my-proxy-http:8000/');
});

test('Q-12 a section without which the chart cannot render is refused', () => {
  for (const values of [
    { hub: { config: null } },
    { hub: { config: { JupyterHub: null } } },
    { proxy: { https: null } },
  ]) {
    expect(findings(values).filter((each) => each.startsWith('error'))).toEqual([
      expect.stringContaining('SCHEMA_MISSING_KEY'),
    ]);
  }
});

test('Q-13 a service may have any name, but not in the chart', () => {
  const values = { hub: { services: { url: { url: 'http://x' } } } };
  expect(findings(values)).toContain('error VALUES_QUIRK hub.services.url');
  expect(findings(values, 'fixed').filter((each) => each.startsWith('error'))).toEqual([]);
});

test('Q-14 a certificate comes from a Secret with a name', () => {
  const values = { proxy: { https: { enabled: true, type: 'secret' } } };
  expect(podOf(chart(values)['Deployment/proxy']).volumes).toEqual([{ name: 'tls-secret', secret: {} }]);
  expect(quirkPaths(values, 'fixed')).toEqual(['error VALUES_QUIRK proxy.https.secret.name']);
});

test('Q-15 a list of variables for users becomes a map', () => {
  const values = { singleuser: { extraEnv: [{ name: 'A', value: '1' }] } };
  const text = (objects: AnyObject) => objects['ConfigMap/hub-values'].data['values.yaml'];
  expect(text(chart(values))).toMatch(/extraEnv:\n +- name: A\n/);
  expect(text(fixed(values))).toMatch(/extraEnv:\n +A:\n +name: A\n/);
});

test('Q-16 pullers without an account run as the default one', () => {
  const values = { prePuller: { continuous: { serviceAccount: { create: false } } } };
  const account = (objects: AnyObject) =>
    podOf(objects['DaemonSet/continuous-image-puller']).serviceAccountName;
  expect(account(chart(values))).toBe('continuous-image-puller');
  expect(account(fixed(values))).toBe('default');
});

test('Q-18 user pods get the app label of everything else', () => {
  const text = (objects: AnyObject) =>
    /^nameOverride: .*$/m.exec(objects['ConfigMap/hub-values'].data['values.yaml'])?.[0];
  expect(text(chart({ nameOverride: '' }))).toBe("nameOverride: ''");
  expect(text(fixed({ nameOverride: '' }))).toBe('nameOverride: jupyterhub');
  expect(text(fixed({}))).toBeUndefined();
});

test('Q-19 error pages are below the base URL', () => {
  const values = { hub: { baseUrl: '/jh/' } };
  const flag = (objects: AnyObject) => podOf(objects['Deployment/proxy']).containers[0].command[5];
  expect(flag(chart(values))).toBe('--error-target=http://hub:$(HUB_SERVICE_PORT)/hub/error');
  expect(flag(fixed(values))).toBe('--error-target=http://hub:$(HUB_SERVICE_PORT)/jh/hub/error');
});

test('Q-22 the hub may touch Secrets and Services only where it uses them', () => {
  const resources = (values: object) => fixed(values)['Role/hub'].rules[0].resources;
  const wide = ['pods', 'persistentvolumeclaims', 'secrets', 'services'];
  expect(chart({})['Role/hub'].rules[0].resources).toEqual(wide);
  expect(resources({})).toEqual(wide.slice(0, 2));
  expect(resources({ hub: { config: { JupyterHub: { internal_ssl: true } } } })).toEqual(wide);
  expect(resources({ hub: { config: { KubeSpawner: { services_enabled: true } } } })).toEqual(wide);
  expect(resources({ hub: { extraConfig: { mine: 'pass' } } })).toEqual(wide);
});

test('Q-24 every key of a probe reaches it', () => {
  const values = { hub: { livenessProbe: { successThreshold: 1 } } };
  const probe = (objects: AnyObject) => podOf(objects['Deployment/hub']).containers[0].livenessProbe;
  expect(probe(chart(values))).not.toHaveProperty('successThreshold');
  expect(probe(fixed(values)).successThreshold).toBe(1);
  expect(quirkPaths(values)).toEqual(['warning VALUES_QUIRK hub.livenessProbe.successThreshold']);
});

test('Q-25 a login without a password is said at each build', () => {
  expect(findings({}, 'fixed')).toEqual([
    'warning VALUES_OPEN_LOGIN hub.config.JupyterHub.authenticator_class',
  ]);
  expect(findings({ hub: { config: { JupyterHub: { authenticator_class: 'github' } } } }, 'fixed')).toEqual(
    [],
  );
});

test('Q-27 a Traefik setting of false counts', () => {
  const settings = {
    extraDynamicConfig: {
      tls: { options: { default: { sniStrict: false, cipherSuites: [] } } },
      mine: { a: false },
    },
  };
  const text = (objects: AnyObject) => objects['ConfigMap/autohttps'].data['dynamic.yaml'];
  expect(text(chart(traefik(settings)))).toMatch(/sniStrict: true/);
  expect(text(chart(traefik(settings)))).toMatch(/ a: false/);
  expect(text(fixed(traefik(settings)))).toMatch(/cipherSuites: \[\]\n[\s\S]*sniStrict: false/);
  expect(quirkPaths(traefik(settings))).toEqual([
    'warning VALUES_QUIRK proxy.traefik.extraDynamicConfig.tls.options.default.sniStrict',
  ]);
});
