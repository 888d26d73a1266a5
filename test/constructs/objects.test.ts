/** Services, claims, RBAC, budgets, priorities, ingress, ConfigMaps: inventory 1.5, 1.6, 1.8, 1.9 and 4. */
import { parse } from 'yaml';
import { type AnyObject, EVERYTHING, LETSENCRYPT, render } from '../support/render';

describe('labels (L-05)', () => {
  test('every object carries legacy and modern labels with equal values, and says who made it', () => {
    for (const object of Object.values(render(EVERYTHING))) {
      const { labels } = object.metadata;
      expect(labels).toMatchObject({
        app: 'jupyterhub',
        release: 'rel',
        'app.kubernetes.io/name': 'jupyterhub',
        'app.kubernetes.io/instance': 'rel',
        'app.kubernetes.io/component': labels.component,
        'app.kubernetes.io/managed-by': 'hubsynth',
      });
      expect(Object.keys(labels).filter((key) => /chart|heritage/.test(key))).toEqual([]);
    }
  });

  test('L-04 the app label is nameOverride, cut to 63 letters without a dash at its end', () => {
    const app = (nameOverride: string) => render({ nameOverride })['Deployment/hub'].metadata.labels.app;
    expect(app('mine')).toBe('mine');
    expect(app('x'.repeat(62) + '-yz')).toBe('x'.repeat(62));
  });

  test('L-08 components', () => {
    const component = (key: string) =>
      render({ ...EVERYTHING, singleuser: { extraFiles: { a: { mountPath: '/a', stringData: 'a' } } } })[key]
        .metadata.labels.component;
    expect(component('Service/proxy-api')).toBe('proxy-api');
    expect(component('Service/proxy-public')).toBe('proxy-public');
    expect(component('Service/proxy-http')).toBe('autohttps');
    expect(component('NetworkPolicy/singleuser')).toBe('singleuser');
    expect(component('PriorityClass/rel-default-priority')).toBe('default-priority');
    expect(component('PriorityClass/rel-image-puller-priority')).toBe('image-puller');
    expect(component('ServiceAccount/continuous-image-puller')).toBe('image-puller');
    expect(component('DaemonSet/continuous-image-puller')).toBe('continuous-image-puller');
    expect(component('Ingress/jupyterhub')).toBe('ingress');
    expect(component('ConfigMap/singleuser')).toBe('singleuser');
  });

  test('B-01 every object of the namespace names it, the others do not', () => {
    const without = Object.entries(render(EVERYTHING)).filter(
      ([, object]) => object.metadata.namespace !== 'ns',
    );
    expect(without.map(([key]) => key.split('/')[0]).sort()).toEqual([
      'ClusterRole',
      'ClusterRoleBinding',
      'PriorityClass',
      'PriorityClass',
      'PriorityClass',
    ]);
  });
});

describe('services', () => {
  const service = (name: string, values: object = {}) => render(values)[`Service/${name}`];

  test('O-04 hub', () => {
    const { metadata, spec } = service('hub', { hub: { baseUrl: '/jh/' } });
    expect(metadata.annotations).toEqual({
      'prometheus.io/scrape': 'true',
      'prometheus.io/path': '/jh/hub/metrics',
      'prometheus.io/port': '8081',
    });
    expect(spec).toEqual({
      type: 'ClusterIP',
      selector: { app: 'jupyterhub', component: 'hub', release: 'rel' },
      ports: [{ name: 'hub', port: 8081, targetPort: 'http' }],
    });
  });

  test('O-04 settings of the user', () => {
    const { metadata, spec } = service('hub', {
      hub: {
        service: {
          type: 'NodePort',
          annotations: { 'prometheus.io/scrape': 'false', a: 'b' },
          ports: { nodePort: 30000, appProtocol: 'http' },
          extraPorts: [{ port: 1 }],
          loadBalancerIP: '1.2.3.4',
        },
      },
    });
    expect(metadata.annotations).toMatchObject({
      'prometheus.io/scrape': 'false',
      'prometheus.io/port': '8081',
      a: 'b',
    });
    expect(spec).toMatchObject({ type: 'NodePort', loadBalancerIP: '1.2.3.4' });
    expect(spec.ports).toEqual([
      { name: 'hub', port: 8081, targetPort: 'http', nodePort: 30000, appProtocol: 'http' },
      { port: 1 },
    ]);
  });

  test('O-12 proxy-api', () => {
    expect(service('proxy-api').spec).toEqual({
      selector: { app: 'jupyterhub', component: 'proxy', release: 'rel' },
      ports: [{ port: 8001, targetPort: 'api' }],
    });
  });

  test.each([
    ['off', {}, 'proxy', ['http 80 http']],
    ['letsencrypt', LETSENCRYPT, 'autohttps', ['https 443 https', 'http 80 http']],
    ['offload', { enabled: true, type: 'offload' }, 'proxy', ['https 443 http', 'http 80 http']],
    [
      'secret',
      { enabled: true, type: 'secret', secret: { name: 's' } },
      'proxy',
      ['https 443 https', 'http 80 http'],
    ],
  ])('O-13 proxy-public with https %s', (_name, https, component, ports) => {
    const { spec } = service('proxy-public', { proxy: { https } });
    expect(spec.type).toBe('LoadBalancer');
    expect(spec.selector.component).toBe(component);
    expect(spec.ports.map((each: AnyObject) => `${each.name} ${each.port} ${each.targetPort}`)).toEqual(
      ports,
    );
  });

  test('O-13 settings of the user', () => {
    const settings = {
      labels: { l: 'm' },
      annotations: { a: 'b' },
      nodePorts: { http: 30080, https: 30443 },
      extraPorts: [{ port: 1 }],
      loadBalancerIP: '1.2.3.4',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
    };
    const https = { enabled: true, type: 'offload' };
    const { metadata, spec } = service('proxy-public', { proxy: { service: settings, https } });
    expect(metadata).toMatchObject({ labels: { l: 'm' }, annotations: { a: 'b' } });
    expect(spec.ports.map((each: AnyObject) => each.nodePort)).toEqual([30443, 30080, undefined]);
    expect(spec).toMatchObject({ loadBalancerIP: '1.2.3.4', loadBalancerSourceRanges: ['10.0.0.0/8'] });
    const other = service('proxy-public', {
      proxy: { service: { ...settings, type: 'NodePort', disableHttpPort: true }, https },
    });
    expect(other.spec).not.toHaveProperty('loadBalancerSourceRanges');
    expect(other.spec.ports).toHaveLength(2);
  });

  test('O-19 proxy-http', () => {
    const { metadata, spec } = service('proxy-http', {
      proxy: { https: LETSENCRYPT, service: { labels: { l: 'm' }, annotations: { a: 'b' } } },
    });
    expect(metadata).toMatchObject({ labels: { l: 'm' }, annotations: { a: 'b' } });
    expect(spec).toEqual({
      type: 'ClusterIP',
      selector: { app: 'jupyterhub', component: 'proxy', release: 'rel' },
      ports: [{ port: 8000, targetPort: 'http' }],
    });
  });
});

test('O-05 claim of the hub: an empty class is kept, null is none', () => {
  const claim = (pvc: object) => render({ hub: { db: { pvc } } })['PersistentVolumeClaim/hub-db-dir'];
  expect(claim({}).spec).toEqual({
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
  });
  expect(claim({ storageClassName: '' }).spec.storageClassName).toBe('');
  const own = claim({
    storageClassName: 'fast',
    storage: '2Gi',
    selector: { matchLabels: { a: 'b' } },
    accessModes: ['ReadWriteMany'],
    annotations: { c: 'd' },
  });
  expect(own.spec).toEqual({
    storageClassName: 'fast',
    selector: { matchLabels: { a: 'b' } },
    accessModes: ['ReadWriteMany'],
    resources: { requests: { storage: '2Gi' } },
  });
  expect(own.metadata.annotations).toEqual({ c: 'd' });
});

describe('RBAC', () => {
  test('O-07, O-08 hub', () => {
    const objects = render({ hub: { serviceAccount: { name: 'own', annotations: { a: 'b' } } } });
    expect(objects['Role/hub'].rules).toEqual([
      {
        apiGroups: [''],
        resources: ['pods', 'persistentvolumeclaims', 'secrets', 'services'],
        verbs: ['get', 'watch', 'list', 'create', 'delete'],
      },
      { apiGroups: [''], resources: ['events'], verbs: ['get', 'watch', 'list'] },
    ]);
    expect(objects['RoleBinding/hub'].subjects).toEqual([
      { kind: 'ServiceAccount', name: 'own', namespace: 'ns' },
    ]);
    expect(objects['RoleBinding/hub'].roleRef).toEqual({
      kind: 'Role',
      name: 'hub',
      apiGroup: 'rbac.authorization.k8s.io',
    });
    expect(objects['ServiceAccount/own'].metadata.annotations).toEqual({ a: 'b' });
  });

  test('O-21 autohttps', () => {
    expect(render(EVERYTHING)['Role/autohttps'].rules).toEqual([
      { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'patch', 'list', 'create'] },
    ]);
  });

  test('O-35, O-36 user scheduler', () => {
    const objects = render({});
    const { rules } = objects['ClusterRole/rel-user-scheduler'];
    expect(rules).toHaveLength(21);
    expect(rules[2]).toEqual({
      apiGroups: ['coordination.k8s.io'],
      resources: ['leases'],
      resourceNames: ['user-scheduler-lock'],
      verbs: ['get', 'update'],
    });
    expect(
      rules.filter((each: AnyObject) => each.verbs.includes('*') || each.resources.includes('*')),
    ).toEqual([]);
    expect(objects['ClusterRoleBinding/rel-user-scheduler'].subjects).toEqual([
      { kind: 'ServiceAccount', name: 'user-scheduler', namespace: 'ns' },
    ]);
  });
});

test('O-10, O-16, O-24, O-31, O-37 budgets', () => {
  const pdb = { enabled: true };
  const objects = render({ hub: { pdb }, proxy: { chp: { pdb } } });
  const spec = (name: string) => objects[`PodDisruptionBudget/${name}`].spec;
  expect(spec('hub')).toEqual({
    minAvailable: 1,
    selector: { matchLabels: { app: 'jupyterhub', component: 'hub', release: 'rel' } },
  });
  expect(spec('proxy').minAvailable).toBe(1);
  expect(spec('user-scheduler')).toMatchObject({ maxUnavailable: 1 });
  expect(spec('user-placeholder')).toMatchObject({ minAvailable: 0 });
  expect(render({ scheduling: { userScheduler: { pdb: { enabled: false } } } })).not.toHaveProperty(
    'PodDisruptionBudget/user-scheduler',
  );
});

test('O-27, O-28, O-29 priorities', () => {
  const scheduling = { podPriority: { enabled: true, globalDefault: true, defaultPriority: 5 } };
  const objects = render({ scheduling });
  const value = (name: string) => objects[`PriorityClass/rel-${name}`];
  expect(value('default-priority')).toMatchObject({ value: 5, globalDefault: true });
  expect(value('user-placeholder-priority')).toMatchObject({ value: -10, globalDefault: false });
  expect(value('image-puller-priority')).toMatchObject({ value: -5, globalDefault: false });
  const off = { hook: { enabled: false }, continuous: { enabled: false } };
  expect(render({ scheduling, prePuller: off })).not.toHaveProperty(
    'PriorityClass/rel-image-puller-priority',
  );
  expect(render({ scheduling, prePuller: { continuous: { enabled: false } } })).toHaveProperty([
    'PriorityClass/rel-image-puller-priority',
  ]);
});

describe('O-46 ingress', () => {
  const ingress = (values: object, hub: object = {}) =>
    render({ hub, ingress: { enabled: true, ...values } })['Ingress/jupyterhub'].spec;
  const backend = { service: { name: 'proxy-public', port: { name: 'http' } } };

  test('without hosts: one rule for all', () => {
    expect(ingress({})).toEqual({
      rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    });
  });

  test('hosts, class, base URL, suffix, extra paths in every rule', () => {
    const extra = { path: '/x', pathType: 'Exact', backend };
    const spec = ingress(
      {
        hosts: ['a', 'b'],
        ingressClassName: 'c',
        pathSuffix: '*',
        pathType: 'ImplementationSpecific',
        tls: [{ hosts: ['a'] }],
        extraPaths: [extra],
      },
      { baseUrl: '/jh/' },
    );
    const paths = [{ path: '/jh/*', pathType: 'ImplementationSpecific', backend }, extra];
    expect(spec).toEqual({
      ingressClassName: 'c',
      tls: [{ hosts: ['a'] }],
      rules: [
        { host: 'a', http: { paths } },
        { host: 'b', http: { paths } },
      ],
    });
  });
});

describe('O-32 scheduler configuration', () => {
  const configuration = (values: object) =>
    parse(render({ scheduling: { userScheduler: values } })['ConfigMap/user-scheduler'].data['config.yaml']);

  test('names the scheduler that user pods ask for, and holds one lock in its namespace', () => {
    expect(configuration({})).toMatchObject({
      apiVersion: 'kubescheduler.config.k8s.io/v1',
      kind: 'KubeSchedulerConfiguration',
      leaderElection: {
        resourceLock: 'leases',
        resourceName: 'user-scheduler-lock',
        resourceNamespace: 'ns',
      },
      profiles: [
        {
          schedulerName: 'rel-user-scheduler',
          plugins: { score: { enabled: [{ name: 'NodeAffinity', weight: 14631 }, {}, {}, {}] } },
        },
      ],
    });
  });

  test('leaves out empty plugins', () => {
    expect(configuration({ plugins: { score: null }, pluginConfig: [] }).profiles).toEqual([
      { schedulerName: 'rel-user-scheduler' },
    ]);
  });
});

describe('1.9 Traefik', () => {
  const files = (values: object = {}, debug = false) => {
    const { data } = render({ debug: { enabled: debug }, proxy: { https: LETSENCRYPT, traefik: values } })[
      'ConfigMap/autohttps'
    ];
    return { static: parse(data['traefik.yaml']), dynamic: parse(data['dynamic.yaml']) };
  };

  test('static', () => {
    const { static: found } = files();
    expect(found.certificatesResolvers.default.acme).toEqual({
      caServer: 'https://acme-v02.api.letsencrypt.org/directory',
      email: 'a@example.org',
      httpChallenge: { entryPoint: 'http' },
      storage: '/etc/acme/acme.json',
    });
    expect(found.entryPoints).toEqual({
      http: { address: ':8080' },
      https: { address: ':8443', transport: { respondingTimeouts: { idleTimeout: '10m0s' } } },
    });
    expect(found.accessLog).toEqual({
      fields: {
        headers: {
          names: {
            Authorization: 'redacted',
            Cookie: 'redacted',
            'Set-Cookie': 'redacted',
            'X-Xsrftoken': 'redacted',
          },
        },
      },
      filters: { statusCodes: ['500-599'] },
    });
    expect(found.log.level).toBe('WARN');
    expect(files({}, true).static.log.level).toBe('DEBUG');
  });

  test('dynamic', () => {
    const { dynamic } = files({ hsts: { preload: true } });
    expect(dynamic.http.middlewares.hsts.headers).toEqual({
      stsIncludeSubdomains: false,
      stsPreload: true,
      stsSeconds: 15724800,
    });
    expect(dynamic.http.routers.default.tls).toEqual({
      certResolver: 'default',
      domains: [{ main: 'hub.example.org' }],
      options: 'default',
    });
    expect(dynamic.http.services.default.loadBalancer.servers).toEqual([{ url: 'http://proxy-http:8000/' }]);
    expect(dynamic.tls.options.default).toMatchObject({ minVersion: 'VersionTLS12', sniStrict: true });
    expect(dynamic.tls.options.default.cipherSuites).toHaveLength(6);
  });

  test("O-17 a user's settings are merged over both, lists replace", () => {
    const found = files({
      extraStaticConfig: { log: { level: 'INFO' }, accessLog: { filters: { statusCodes: ['400'] } } },
      extraDynamicConfig: { http: { middlewares: { m: { compress: {} } } } },
    });
    expect(found.static.log.level).toBe('INFO');
    expect(found.static.accessLog.filters.statusCodes).toEqual(['400']);
    expect(Object.keys(found.dynamic.http.middlewares).sort()).toEqual(['hsts', 'm', 'redirect', 'scheme']);
  });
});

describe('checksums (4.3)', () => {
  const annotation = (key: string, name: string, values: object) =>
    render({ proxy: { https: LETSENCRYPT }, ...values })[key].spec.template.metadata.annotations[
      `checksum/${name}`
    ];

  test('L-24 Traefik restarts for its static settings only', () => {
    const sum = (traefik: object) =>
      annotation('Deployment/autohttps', 'static-config', { proxy: { https: LETSENCRYPT, traefik } });
    expect(sum({})).toMatch(/^[0-9a-f]{64}$/);
    expect(sum({ extraStaticConfig: { log: { level: 'INFO' } } })).not.toBe(sum({}));
    expect(sum({ extraDynamicConfig: { a: 1 } })).toBe(sum({}));
  });

  test('L-25 the scheduler restarts for its configuration', () => {
    const sum = (userScheduler: object) =>
      annotation('Deployment/user-scheduler', 'config-map', { scheduling: { userScheduler } });
    expect(sum({ pluginConfig: [] })).not.toBe(sum({}));
    expect(sum({ logLevel: 5 })).toBe(sum({}));
  });

  test('L-20 the hub restarts for its configuration and its files', () => {
    const file = (stringData: string) => ({ hub: { extraFiles: { a: { mountPath: '/a', stringData } } } });
    expect(annotation('Deployment/hub', 'config-map', { hub: { concurrentSpawnLimit: 1 } })).not.toBe(
      annotation('Deployment/hub', 'config-map', {}),
    );
    expect(annotation('Deployment/hub', 'files', file('1'))).not.toBe(
      annotation('Deployment/hub', 'files', file('2')),
    );
    expect(annotation('Deployment/hub', 'files', {})).toBeUndefined();
  });
});

describe('extraFiles (B-30 to B-33)', () => {
  const content = (file: object) =>
    render({ singleuser: { extraFiles: { f: { mountPath: '/f', ...file } } } })['ConfigMap/singleuser'];
  const data = (mountPath: string) => content({ mountPath, data: { b: 1, a: '<&>' } }).data.f;

  test('data are written in the format of the extension', () => {
    expect(parse(data('/x.yaml'))).toEqual({ a: '<&>', b: 1 });
    expect(data('/x.json')).toBe('{"a":"\\u003c\\u0026\\u003e","b":1}');
    expect(data('/x.toml')).toContain('a = "<&>"');
  });

  test('texts end with one line end, binaries lose their white space', () => {
    expect(content({ stringData: 'a\n\n' }).data.f).toBe('a\n');
    expect(content({ stringData: 'a' }).data.f).toBe('a\n');
    expect(content({ binaryData: 'QUJ\n D' }).binaryData.f).toBe('QUJD');
    expect(content({ binaryData: 'QUJD' })).not.toHaveProperty('data');
  });
});
