/** Container level facts: inventory 1.4. */
import { type AnyObject, EVERYTHING, LETSENCRYPT, podOf, render } from '../support/render';

const hub = (values: object = {}, behaviour: 'chart' | 'fixed' = 'chart') =>
  podOf(render(values, { behaviour })['Deployment/hub']);
const chp = (values: object = {}, behaviour: 'chart' | 'fixed' = 'chart') =>
  podOf(render(values, { behaviour })['Deployment/proxy']).containers[0];
const traefik = (values: object = {}) =>
  podOf(render({ proxy: { https: LETSENCRYPT, ...values } })['Deployment/autohttps']);
const names = (list: AnyObject[]) => list.map((each) => each.name);

describe('hub', () => {
  test('its container stands first, users add others', () => {
    const pod = hub({
      hub: { extraContainers: [{ name: 'side', image: 's' }], initContainers: [{ name: 'i', image: 'i' }] },
    });
    expect(names(pod.containers)).toEqual(['hub', 'side']);
    expect(names(pod.initContainers)).toEqual(['i']);
  });

  test('its image, port and security context', () => {
    const [container] = hub().containers;
    expect(container.image).toBe('quay.io/jupyterhub/k8s-hub:4.2.0');
    expect(container).not.toHaveProperty('imagePullPolicy');
    expect(container.ports).toEqual([{ name: 'http', containerPort: 8081 }]);
    expect(container.securityContext).toEqual({
      runAsUser: 1000,
      runAsGroup: 1000,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
    expect(hub({ hub: { image: { pullPolicy: 'Always' } } }).containers[0].imagePullPolicy).toBe('Always');
  });

  test("its environment, then the user's, sorted by name", () => {
    const { env } = hub({ hub: { extraEnv: { B: 'b', A: { valueFrom: { fieldRef: { fieldPath: 'x' } } } } } })
      .containers[0];
    expect(env).toEqual([
      { name: 'PYTHONUNBUFFERED', value: '1' },
      { name: 'HELM_RELEASE_NAME', value: 'rel' },
      { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
      {
        name: 'CONFIGPROXY_AUTH_TOKEN',
        valueFrom: { secretKeyRef: { name: 'hub', key: 'hub.config.ConfigurableHTTPProxy.auth_token' } },
      },
      { name: 'A', valueFrom: { fieldRef: { fieldPath: 'x' } } },
      { name: 'B', value: 'b' },
    ]);
    const list = [
      { name: 'Z', value: '1' },
      { name: 'Y', value: '2' },
    ];
    expect(hub({ hub: { extraEnv: list } }).containers[0].env.slice(4)).toEqual(list);
  });

  test.each([
    ['sqlite-pvc', {}, ['--upgrade-db']],
    ['sqlite-pvc, upgrade false', { upgrade: false }, []],
    ['sqlite-memory', { type: 'sqlite-memory' }, []],
    ['postgres', { type: 'postgres' }, []],
    ['postgres, upgrade true', { type: 'postgres', upgrade: true }, ['--upgrade-db']],
  ])('HUBARGS: --upgrade-db with %s', (_name, db, flags) => {
    expect(hub({ hub: { db } }).containers[0].args.slice(3)).toEqual(flags);
  });

  test('HUBARGS: --debug; hub.args replace all of them, hub.command is no default', () => {
    expect(hub({ debug: { enabled: true } }).containers[0].args).toContain('--debug');
    expect(hub({ debug: { enabled: true }, hub: { args: ['a'] } }).containers[0].args).toEqual(['a']);
    expect(hub().containers[0]).not.toHaveProperty('command');
    expect(hub({ hub: { command: ['sh'] } }).containers[0].command).toEqual(['sh']);
  });

  test('B-06 look-ups in command and args are evaluated', () => {
    const values = {
      custom: { n: 3 },
      hub: {
        command: ['{{ .Release.Name }}-{{- .Chart.Version -}} x'],
        args: ['--n={{.Values.custom.n}}', '{{ .Values.custom.none }}'],
      },
    };
    const [container] = hub(values).containers;
    expect(container.command).toEqual(['rel-4.2.0x']);
    expect(container.args).toEqual(['--n=3', '']);
  });

  test('HUBPROBES', () => {
    const [container] = hub({ hub: { baseUrl: '/jh/' } }).containers;
    expect(container.livenessProbe).toEqual({
      httpGet: { path: '/jh/hub/health', port: 'http' },
      initialDelaySeconds: 300,
      periodSeconds: 10,
      timeoutSeconds: 3,
      failureThreshold: 30,
    });
    expect(container.readinessProbe).toEqual({
      httpGet: { path: '/jh/hub/health', port: 'http' },
      initialDelaySeconds: 0,
      periodSeconds: 2,
      timeoutSeconds: 1,
      failureThreshold: 1000,
    });
    expect(hub({ hub: { livenessProbe: { enabled: false } } }).containers[0]).not.toHaveProperty(
      'livenessProbe',
    );
    expect(
      hub({ hub: { livenessProbe: { periodSeconds: '7' } } }).containers[0].livenessProbe.periodSeconds,
    ).toBe(7);
  });

  test('volumes and mounts stand in the order of the chart', () => {
    const pod = hub({
      hub: {
        existingSecret: 'mine',
        extraFiles: { f: { mountPath: '/f', stringData: 'x', mode: 0o644 } },
        extraVolumes: [{ name: 'v', emptyDir: {} }],
        extraVolumeMounts: [{ name: 'v', mountPath: '/v' }],
        db: { pvc: { subPath: 'db' } },
      },
    });
    const configMaps = ['config', 'hub-spawn', 'hub-values'];
    expect(names(pod.volumes)).toEqual([...configMaps, 'secret', 'existing-secret', 'files', 'v', 'pvc']);
    expect(pod.volumes[5]).toEqual({
      name: 'files',
      configMap: { name: 'hub-files', items: [{ key: 'f', path: 'f', mode: 420 }] },
    });
    const mounts = pod.containers[0].volumeMounts;
    expect(names(mounts.filter(({ subPath }: AnyObject) => !subPath?.endsWith('.py')))).toEqual([
      ...configMaps,
      'secret',
      'existing-secret',
      'files',
      'v',
      'pvc',
    ]);
    expect(mounts[mounts.length - 1]).toEqual({
      name: 'pvc',
      mountPath: '/srv/jupyterhub',
      subPath: 'db',
    });
    expect(names(hub({ hub: { db: { type: 'sqlite-memory' } } }).volumes)).toEqual([...configMaps, 'secret']);
  });

  test('lifecycle and resources', () => {
    const lifecycle = { postStart: { exec: { command: ['true'] } } };
    const resources = { requests: { cpu: '1' } };
    expect(hub({ hub: { lifecycle, resources } }).containers[0]).toMatchObject({ lifecycle, resources });
    expect(hub().containers[0]).not.toHaveProperty('lifecycle');
    expect(hub().containers[0]).not.toHaveProperty('resources');
  });
});

describe('chp', () => {
  const PLAIN = [
    'configurable-http-proxy',
    '--ip=',
    '--api-ip=',
    '--api-port=8001',
    '--default-target=http://hub:$(HUB_SERVICE_PORT)',
    '--error-target=http://hub:$(HUB_SERVICE_PORT)/hub/error',
    '--port=8000',
  ];
  const tlsFlags = (key: string, crt: string) => [
    '--port=8443',
    '--redirect-port=8000',
    '--redirect-to=443',
    `--ssl-key=/etc/chp/tls/${key}`,
    `--ssl-cert=/etc/chp/tls/${crt}`,
  ];
  const secret = { enabled: true, type: 'secret', secret: { name: 'mine', key: 'k', crt: 'c' } };
  const manual = { enabled: true, type: 'manual', manual: { key: 'K', cert: 'C' } };

  test.each([
    ['plain', {}, PLAIN],
    ['offload', { https: { enabled: true, type: 'offload' } }, PLAIN],
    ['letsencrypt', { https: LETSENCRYPT }, PLAIN],
    ['secret', { https: secret }, [...PLAIN.slice(0, 6), ...tlsFlags('k', 'c')]],
    ['manual', { https: manual }, [...PLAIN.slice(0, 6), ...tlsFlags('tls.key', 'tls.crt')]],
  ])('CHPCMD: %s', (_name, proxy, command) => {
    expect(chp({ proxy }).command).toEqual(command);
  });

  test("CHPCMD: targets, debug, host routing and the user's flags last", () => {
    const values = {
      debug: { enabled: true },
      hub: { config: { JupyterHub: { subdomain_host: 'https://x' } } },
      proxy: {
        chp: {
          defaultTarget: 'http://d',
          errorTarget: 'http://e',
          extraCommandLineFlags: ['--ns={{ .Release.Namespace }}'],
        },
      },
    };
    const { command } = chp(values);
    expect(command).toEqual(expect.arrayContaining(['--default-target=http://d', '--error-target=http://e']));
    expect(command.slice(-3)).toEqual(['--log-level=debug', '--host-routing', '--ns=ns']);
  });

  test('HUBURL follows the name of the Service', () => {
    expect(
      podOf(render({ fullnameOverride: 'my-x' })['Deployment/my-x-proxy']).containers[0].command[4],
    ).toBe('--default-target=http://my-x-hub:$(MY_X_HUB_SERVICE_PORT)');
  });

  test('ports, mounts and probes with a certificate and without', () => {
    expect(names(chp().ports)).toEqual(['http', 'api']);
    expect(chp().livenessProbe.httpGet).toEqual({ path: '/_chp_healthz', port: 'http', scheme: 'HTTP' });
    expect(chp().livenessProbe.initialDelaySeconds).toBe(60);
    const tls = chp({ proxy: { https: secret } });
    expect(names(tls.ports)).toEqual(['https', 'http', 'api']);
    expect(tls.readinessProbe.httpGet).toEqual({ path: '/_chp_healthz', port: 'https', scheme: 'HTTPS' });
    expect(tls.volumeMounts).toEqual([{ name: 'tls-secret', mountPath: '/etc/chp/tls', readOnly: true }]);
    const volumes = (https: object) => podOf(render({ proxy: { https } })['Deployment/proxy']).volumes;
    expect(volumes(secret)).toEqual([{ name: 'tls-secret', secret: { secretName: 'mine' } }]);
    expect(volumes(manual)).toEqual([
      { name: 'tls-secret', secret: { secretName: 'proxy-public-manual-tls' } },
    ]);
    expect(volumes({})).toBeUndefined();
  });

  test("the token, then the user's environment", () => {
    const { env } = chp({ proxy: { chp: { extraEnv: { A: 'a' } } } });
    expect(names(env)).toEqual(['CONFIGPROXY_AUTH_TOKEN', 'A']);
  });
});

describe('autohttps', () => {
  test("load-acme first, then the user's init containers; Traefik and the keeper of certificates", () => {
    const pod = traefik({
      traefik: {
        extraInitContainers: [{ name: 'mine' }],
        extraEnv: { A: 'a' },
        extraPorts: [{ name: 'p', containerPort: 1 }],
        extraVolumes: [{ name: 'v' }],
        extraVolumeMounts: [{ name: 'v', mountPath: '/v' }],
      },
    });
    expect(names(pod.initContainers)).toEqual(['load-acme', 'mine']);
    expect(pod.initContainers[0].args).toEqual([
      'load',
      'proxy-public-tls-acme',
      'acme.json',
      '/etc/acme/acme.json',
    ]);
    expect(names(pod.initContainers[0].env)).toEqual(['PYTHONUNBUFFERED', 'A']);
    expect(names(pod.containers)).toEqual(['traefik', 'secret-sync']);
    expect(names(pod.containers[0].ports)).toEqual(['http', 'https', 'p']);
    expect(names(pod.containers[0].env)).toEqual(['A']);
    expect(names(pod.containers[1].env)).toEqual(['PYTHONUNBUFFERED']);
    expect(names(pod.volumes)).toEqual(['certificates', 'traefik-config', 'v']);
    expect(traefik().containers[0]).not.toHaveProperty('env');
  });

  test('the Secret with certificates gets no label that Argo CD tracks by', () => {
    const flags = traefik().containers[1].args.filter((each: string) => each.startsWith('--label'));
    expect(flags).toEqual([
      '--label=app.kubernetes.io/name=jupyterhub',
      '--label=app.kubernetes.io/managed-by=secret-sync',
    ]);
  });
});

test('kube-scheduler', () => {
  const [container] = podOf(
    render({ scheduling: { userScheduler: { logLevel: 7 } } })['Deployment/user-scheduler'],
  ).containers;
  expect(container.command).toEqual([
    '/usr/local/bin/kube-scheduler',
    '--config=/etc/user-scheduler/config.yaml',
    '--authentication-skip-lookup=true',
    '--v=7',
  ]);
  const health = { path: '/healthz', port: 10259, scheme: 'HTTPS' };
  expect(container.livenessProbe).toEqual({ httpGet: health, initialDelaySeconds: 15 });
  expect(container.readinessProbe).toEqual({ httpGet: health });
});

describe('placeholders are as large as users (USERRES)', () => {
  const resources = (values: object) =>
    podOf(render(values)['StatefulSet/user-placeholder']).containers[0].resources;
  test('default: a request of 1G', () => {
    expect(resources({})).toEqual({ requests: { memory: '1G' } });
  });
  test("all of a user's settings; other resources as texts", () => {
    const singleuser = {
      cpu: { limit: 2, guarantee: 0.5 },
      memory: { limit: '2G', guarantee: null },
      extraResource: { limits: { 'nvidia.com/gpu': 1 }, guarantees: { 'nvidia.com/gpu': '1' } },
    };
    expect(resources({ singleuser })).toEqual({
      requests: { cpu: 0.5, 'nvidia.com/gpu': '1' },
      limits: { cpu: 2, memory: '2G', 'nvidia.com/gpu': '1' },
    });
  });
  test('their own settings replace all', () => {
    expect(resources({ scheduling: { userPlaceholder: { resources: { limits: { cpu: 1 } } } } })).toEqual({
      limits: { cpu: 1 },
    });
  });
});

describe('pullers (PULLLIST)', () => {
  const pulls = (values: object, behaviour: 'chart' | 'fixed' = 'chart') =>
    podOf(render(values, { behaviour })['DaemonSet/continuous-image-puller']).initContainers;

  test('every image that a user can start, in the order of the chart', () => {
    const values = {
      singleuser: {
        image: { name: 'u', tag: '1' },
        networkTools: { image: { name: 'n', tag: '1', pullPolicy: 'Always' } },
        initContainers: [{ name: 'a', image: 'init:1' }],
        extraContainers: [{ name: 'b', image: 'extra:1' }],
        profileList: [
          { display_name: 'A' },
          {
            display_name: 'B',
            kubespawner_override: { image: 'b:1' },
            profile_options: {
              size: { choices: { big: { kubespawner_override: { mem_limit: '1G' } } } },
              image: {
                unlisted_choice: { enabled: true },
                choices: {
                  z: { kubespawner_override: { image: 'z:1' } },
                  c: { kubespawner_override: { image: 'c:1' } },
                },
              },
            },
          },
        ],
      },
      prePuller: {
        extraImages: { y: { name: 'y', tag: '1' }, x: { name: 'x', tag: '1', pullPolicy: 'Never' } },
      },
    };
    const list = pulls(values).map((each: AnyObject) =>
      `${each.name} ${each.image} ${each.imagePullPolicy ?? ''}`.trim(),
    );
    expect(list).toEqual([
      'image-pull-metadata-block n:1 Always',
      'image-pull-singleuser u:1',
      'image-pull-singleuser-init-and-extra-containers-0 init:1',
      'image-pull-singleuser-init-and-extra-containers-1 extra:1',
      'image-pull-singleuser-profilelist-1 b:1',
      'image-pull-profile-1-option-image-c c:1',
      'image-pull-profile-1-option-image-z z:1',
      'image-pull-x x:1 Never',
      'image-pull-y y:1',
    ]);
    expect(names(pulls({ ...values, prePuller: { pullProfileListImages: false } }))).toHaveLength(4);
    expect(names(pulls({ singleuser: { cloudMetadata: { blockWithIptables: false } } }))).toEqual([
      'image-pull-singleuser',
    ]);
  });

  test('resources and security contexts of the containers', () => {
    const pod = podOf(
      render({
        prePuller: {
          resources: { limits: { cpu: 1 } },
          pause: { containerSecurityContext: { runAsUser: 1 } },
        },
      })['DaemonSet/continuous-image-puller'],
    );
    expect(pod.initContainers[0].resources).toEqual({ limits: { cpu: 1 } });
    expect(pod.initContainers[0].securityContext.runAsUser).toBe(65534);
    expect(pod.containers[0]).toMatchObject({
      name: 'pause',
      image: 'registry.k8s.io/pause:3.10',
      resources: { limits: { cpu: 1 } },
      securityContext: { runAsUser: 1, runAsGroup: 65534 },
    });
  });
});

describe('2.1.2 containers that need no rights have none', () => {
  const context = {
    runAsUser: 65534,
    runAsGroup: 65534,
    runAsNonRoot: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  };
  test.each([
    'Deployment/proxy',
    'Deployment/autohttps',
    'Deployment/user-scheduler',
    'StatefulSet/user-placeholder',
    'DaemonSet/continuous-image-puller',
  ])('%s', (key) => {
    const pod = podOf(render(EVERYTHING)[key]);
    for (const container of [...(pod.initContainers ?? []), ...pod.containers])
      expect(container.securityContext).toEqual(context);
  });
});
