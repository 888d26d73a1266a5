/** `monitoring`: who may read metrics, and what is made of them. Metrics themselves: test/hub/test_everything.py. */
import { parse } from 'yaml';
import { build, objects } from '../support/config';
import { config, LOGIN as KEYCLOAK, SECRETS, VAULT } from './platform';

const LOGIN = 'jupyterhub: { hub: { config: { JupyterHub: { authenticator_class: "null" } } } }\n';
const made = (section: string, ...more: string[]) =>
  objects(build(config(`monitoring: ${section}\n`, ...(more.length === 0 ? [LOGIN] : more))));

test('Prometheus has a token that may read metrics and nothing else', () => {
  const all = made('{ labels: { release: prometheus } }');
  const traits = parse(all['ConfigMap/hub'].data['traits.yaml']);
  expect(traits.JupyterHub.load_roles).toContainEqual(
    expect.objectContaining({ name: 'prometheus', scopes: ['read:metrics'], services: ['prometheus'] }),
  );
  expect(all['ServiceMonitor/hub']).toMatchObject({
    metadata: { labels: { release: 'prometheus' }, namespace: 'jupyter' },
    spec: {
      namespaceSelector: { matchNames: ['jupyter'] },
      selector: { matchLabels: { app: 'jupyterhub', component: 'hub', release: 'lab' } },
      endpoints: [
        {
          port: 'hub',
          path: '/hub/metrics',
          interval: '30s',
          authorization: { type: 'token', credentials: { name: 'jupyterhub-metrics-token', key: 'token' } },
        },
      ],
    },
  });
  const labels = all['Service/hub'].metadata.labels;
  expect(labels).toMatchObject(all['ServiceMonitor/hub'].spec.selector.matchLabels);
  expect(all['Service/hub'].spec.ports.map(({ name }: { name: string }) => name)).toContain('hub');
  expect(all['NetworkPolicy/hub'].spec.ingress).toContainEqual({
    from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
    ports: [{ port: 'http' }],
  });
});

test('open metrics need no token; the policy still names who comes', () => {
  const all = made('{ access: open, namespace: prom }');
  const traits = parse(all['ConfigMap/hub'].data['traits.yaml']);
  expect(traits.JupyterHub.authenticate_prometheus).toBe(false);
  expect(all['ServiceMonitor/hub'].spec.endpoints[0].authorization).toBeUndefined();
  expect(JSON.stringify(all['NetworkPolicy/hub'].spec.ingress)).toContain('"prom"');
});

test('the token comes from the store', () => {
  const all = made('{}', KEYCLOAK, SECRETS);
  expect(all['ExternalSecret/jupyterhub-metrics-token'].spec.data[0].remoteRef).toMatchObject({
    key: 'jupyterhub/metrics',
    property: 'token',
  });
});

test('alerts: what is asked, of this hub only', () => {
  const rules = (...more: string[]) =>
    made('{ alerts: { spawnFailures: 0.5, tokenExpiry: 2h, hubDown: 1m } }', ...more)['PrometheusRule/hub']
      .spec.groups[0].rules as { alert: string; expr: string; for: string; labels: object }[];
  expect(rules().map((each) => each.alert)).toEqual([
    'JupyterHubDown',
    'JupyterHubSpawnFailures',
    'JupyterHubVolumeFilling',
  ]);
  const withVault = rules(KEYCLOAK, SECRETS, VAULT);
  expect(withVault.find((each) => each.alert === 'JupyterHubVaultTokenExpires')?.expr).toMatch(/< 7200$/);
  expect(withVault[0]?.for).toBe('60s');
  for (const { labels } of withVault) expect(labels).toMatchObject({ hub: 'lab', namespace: 'jupyter' });
  for (const { expr } of withVault) expect(expr).toContain('namespace="jupyter"');
});

test('a dashboard for each hub, that Grafana finds', () => {
  const map = made('{ dashboard: { labels: { dashboards: hub } } }')['ConfigMap/hub-dashboard'];
  expect(map.metadata.labels).toMatchObject({ dashboards: 'hub' });
  const model = JSON.parse(map.data['lab.json']);
  expect(model).toMatchObject({ title: 'JupyterHub lab (jupyter)', uid: 'hub-jupyter-lab' });
  const places = model.panels.map(({ gridPos }: { gridPos: object }) => JSON.stringify(gridPos));
  expect(new Set(places).size).toBe(places.length);
});

test('alerts and dashboard can be left out', () => {
  const all = made('{ alerts: { enabled: false }, dashboard: { enabled: false } }');
  expect(Object.keys(all).filter((key) => /PrometheusRule|dashboard/.test(key))).toEqual([]);
});
