/** Pod level facts of every workload: inventory 1.3. */
import { type AnyObject, EVERYTHING, podOf, render } from '../support/render';

const WORKLOADS = {
  hub: 'Deployment/hub',
  proxy: 'Deployment/proxy',
  autohttps: 'Deployment/autohttps',
  'user-scheduler': 'Deployment/user-scheduler',
  'user-placeholder': 'StatefulSet/user-placeholder',
  'continuous-image-puller': 'DaemonSet/continuous-image-puller',
} as const;
type Workload = keyof typeof WORKLOADS;
const all = Object.entries(WORKLOADS) as [Workload, string][];

/** Values at a dotted path. */
function at(path: string, value: unknown): object {
  return path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object;
}

function merge(a: AnyObject, b: AnyObject): AnyObject {
  const isMap = (x: unknown) => typeof x === 'object' && x !== null && !Array.isArray(x);
  if (!isMap(a) || !isMap(b)) return b;
  return Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [
      key,
      key in b ? (key in a ? merge(a[key], b[key]) : b[key]) : a[key],
    ]),
  );
}

const workload = (name: Workload, values: object = {}) => render(merge(EVERYTHING, values))[WORKLOADS[name]];

test('W-01 replicas: one hub, proxy and Traefik, two schedulers, no placeholder', () => {
  const replicas = all.map(([name]) => workload(name).spec.replicas);
  expect(replicas).toEqual([1, 1, 1, 2, 0, undefined]);
  expect(workload('user-scheduler', at('scheduling.userScheduler.replicas', 1)).spec.replicas).toBe(1);
  expect(workload('user-placeholder', at('scheduling.userPlaceholder.replicas', 4)).spec.replicas).toBe(4);
});

describe('W-02 revisionHistoryLimit is printed when it is set, also when it is 0', () => {
  test.each([
    ['hub', 'hub'],
    ['proxy', 'proxy.chp'],
    ['autohttps', 'proxy.traefik'],
    ['user-scheduler', 'scheduling.userScheduler'],
    ['user-placeholder', 'scheduling.userPlaceholder'],
    ['continuous-image-puller', 'prePuller'],
  ] as const)('%s', (name, path) => {
    expect(workload(name).spec).not.toHaveProperty('revisionHistoryLimit');
    expect(workload(name, at(`${path}.revisionHistoryLimit`, 0)).spec.revisionHistoryLimit).toBe(0);
    expect(workload(name, at(`${path}.revisionHistoryLimit`, null)).spec).not.toHaveProperty(
      'revisionHistoryLimit',
    );
  });
});

test('W-03 update strategies', () => {
  expect(workload('hub').spec.strategy).toEqual({ type: 'Recreate' });
  expect(workload('proxy').spec.strategy).toEqual({ type: 'Recreate' });
  expect(workload('hub', at('hub.deploymentStrategy.type', 'RollingUpdate')).spec.strategy).toEqual({
    type: 'RollingUpdate',
  });
  expect(workload('autohttps').spec).not.toHaveProperty('strategy');
  expect(workload('user-placeholder').spec).toMatchObject({
    podManagementPolicy: 'Parallel',
    serviceName: 'user-placeholder',
  });
  expect(workload('continuous-image-puller').spec.updateStrategy).toEqual({
    type: 'RollingUpdate',
    rollingUpdate: { maxUnavailable: '100%' },
  });
});

describe('W-04, L-07 selectors are three legacy labels; L-06 pods carry six', () => {
  test.each(all)('%s', (component) => {
    const { spec } = workload(component);
    const legacy = { app: 'jupyterhub', component, release: 'rel' };
    expect(spec.selector).toEqual({ matchLabels: legacy });
    const { labels } = spec.template.metadata;
    expect(labels).toMatchObject({
      ...legacy,
      'app.kubernetes.io/component': component,
      'app.kubernetes.io/instance': 'rel',
      'app.kubernetes.io/name': 'jupyterhub',
    });
    const others = Object.keys(labels).filter((key) => !key.startsWith('hub.jupyter.org/'));
    expect(others).toHaveLength(6);
  });
});

test('W-05 access labels of pods', () => {
  const access = (name: Workload) =>
    Object.keys(workload(name).spec.template.metadata.labels)
      .filter((key) => key.startsWith('hub.jupyter.org/'))
      .map((key) => key.slice('hub.jupyter.org/network-access-'.length));
  expect(access('hub')).toEqual(['proxy-api', 'proxy-http', 'singleuser']);
  expect(access('proxy')).toEqual(['hub', 'singleuser']);
  expect(access('autohttps')).toEqual(['proxy-http']);
  expect(access('user-scheduler')).toEqual([]);
  expect(access('user-placeholder')).toEqual([]);
  expect(access('continuous-image-puller')).toEqual([]);
});

describe('W-06, W-08 users add labels and annotations, and theirs win (B-36)', () => {
  test.each([
    ['hub', 'hub', true],
    ['proxy', 'proxy', true],
    ['autohttps', 'proxy.traefik', false],
    ['user-scheduler', 'scheduling.userScheduler', true],
    ['user-placeholder', 'scheduling.userPlaceholder', true],
  ] as const)('%s', (name, path, annotations) => {
    const { metadata } = workload(name, at(`${path}.labels`, { team: 'x', release: 'mine' })).spec.template;
    expect(metadata.labels).toMatchObject({ team: 'x', release: 'mine' });
    if (!annotations) return;
    expect(
      workload(name, at(`${path}.annotations`, { note: 'y' })).spec.template.metadata.annotations,
    ).toMatchObject({ note: 'y' });
  });

  test('the puller takes prePuller.annotations, and prePuller.labels only where the awaiter was', () => {
    const { metadata } = workload('continuous-image-puller', {
      prePuller: { annotations: { note: 'y' }, labels: { team: 'x' } },
    }).spec.template;
    expect(metadata.annotations).toEqual({ note: 'y' });
    expect(metadata.labels).not.toHaveProperty('team');
  });
});

test('W-09 service accounts', () => {
  const accounts = all.map(([name]) => podOf(workload(name)).serviceAccountName);
  expect(accounts).toEqual([
    'hub',
    undefined,
    'autohttps',
    'user-scheduler',
    undefined,
    'continuous-image-puller',
  ]);
});

describe('L-09 an account that is made, one that is named, or the default one', () => {
  test.each([
    ['hub', 'hub'],
    ['autohttps', 'proxy.traefik'],
    ['user-scheduler', 'scheduling.userScheduler'],
  ] as const)('%s', (name, path) => {
    const account = (settings: object) =>
      podOf(workload(name, at(`${path}.serviceAccount`, settings))).serviceAccountName;
    expect(account({ name: 'own' })).toBe('own');
    expect(account({ create: false })).toBe('default');
    expect(account({ create: false, name: 'there' })).toBe('there');
  });
});

test('W-10 placeholders and pullers get no token', () => {
  const mounted = all.map(([name]) => podOf(workload(name)).automountServiceAccountToken);
  expect(mounted).toEqual([undefined, undefined, undefined, undefined, false, false]);
});

test('W-11 priorities, where they are on', () => {
  const priorities = all.map(([name]) => podOf(workload(name)).priorityClassName);
  const usual = 'rel-default-priority';
  expect(priorities).toEqual([
    usual,
    usual,
    usual,
    usual,
    'rel-user-placeholder-priority',
    'rel-image-puller-priority',
  ]);
  const off = at('scheduling.podPriority.enabled', false);
  expect(all.map(([name]) => podOf(workload(name, off)).priorityClassName)).toEqual(all.map(() => undefined));
});

test('W-12 placeholders use the user scheduler while there is one', () => {
  expect(podOf(workload('user-placeholder')).schedulerName).toBe('rel-user-scheduler');
  expect(
    podOf(workload('user-placeholder', at('scheduling.userScheduler.enabled', false))),
  ).not.toHaveProperty('schedulerName');
});

describe('W-13 node selectors', () => {
  test.each([
    ['hub', 'hub'],
    ['proxy', 'proxy.chp'],
    ['autohttps', 'proxy.traefik'],
    ['user-scheduler', 'scheduling.userScheduler'],
    ['user-placeholder', 'singleuser'],
    ['continuous-image-puller', 'singleuser'],
  ] as const)('%s', (name, path) => {
    expect(podOf(workload(name))).not.toHaveProperty('nodeSelector');
    expect(podOf(workload(name, at(`${path}.nodeSelector`, { disk: 'ssd' }))).nodeSelector).toEqual({
      disk: 'ssd',
    });
  });
});

describe('W-14 tolerations stand in this order', () => {
  const mine = { key: 'mine', operator: 'Exists' };
  test.each([
    ['hub', 'core', ['hub.tolerations']],
    ['proxy', 'core', ['proxy.chp.tolerations']],
    ['autohttps', 'core', ['proxy.traefik.tolerations']],
    ['user-scheduler', 'core', ['scheduling.userScheduler.tolerations']],
    ['user-placeholder', 'user', ['singleuser.extraTolerations']],
    ['continuous-image-puller', 'user', ['singleuser.extraTolerations', 'prePuller.extraTolerations']],
  ] as const)('%s', (name, purpose, paths) => {
    const values = paths.map((path, index) => at(path, [{ ...mine, key: `mine-${index}` }])).reduce(merge);
    const keys = podOf(workload(name, values)).tolerations.map(
      (each: AnyObject) => `${each.key}=${each.value}`,
    );
    expect(keys).toEqual([
      `hub.jupyter.org/dedicated=${purpose}`,
      `hub.jupyter.org_dedicated=${purpose}`,
      ...paths.map((_, index) => `mine-${index}=undefined`),
    ]);
    const none = merge({ scheduling: { corePods: { tolerations: [] }, userPods: { tolerations: [] } } }, {});
    expect(podOf(workload(name, none))).not.toHaveProperty('tolerations');
  });
});

describe('W-15 affinity of core pods follows matchNodePurpose', () => {
  const term = {
    matchExpressions: [{ key: 'hub.jupyter.org/node-purpose', operator: 'In', values: ['core'] }],
  };
  test.each(['hub', 'proxy', 'autohttps', 'user-scheduler'] as const)('%s', (name) => {
    const affinity = (purpose: string) =>
      podOf(workload(name, at('scheduling.corePods.nodeAffinity.matchNodePurpose', purpose))).affinity;
    expect(affinity('prefer')).toEqual({
      nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: term }] },
    });
    expect(affinity('require')).toEqual({
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } },
    });
    expect(affinity('ignore')).toBeUndefined();
  });
});

describe('W-15 affinity of placeholders and pullers is that of users', () => {
  const purpose = {
    matchExpressions: [{ key: 'hub.jupyter.org/node-purpose', operator: 'In', values: ['user'] }],
  };
  const term = { matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] };
  const match = (value: string) => at('scheduling.userPods.nodeAffinity.matchNodePurpose', value);

  test('placeholders prefer or require the purpose, and take every extra term', () => {
    const values = merge(match('require'), {
      singleuser: {
        extraNodeAffinity: { required: [term], preferred: [{ weight: 1, preference: term }] },
        extraPodAffinity: { required: [{ topologyKey: 'a' }], preferred: [{ weight: 2 }] },
        extraPodAntiAffinity: { required: [{ topologyKey: 'b' }] },
      },
    });
    expect(podOf(workload('user-placeholder', values)).affinity).toEqual({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [purpose, term] },
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: term }],
      },
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'a' }],
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 2 }],
      },
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'b' }] },
    });
    expect(podOf(workload('user-placeholder')).affinity).toEqual({
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: purpose }],
      },
    });
    expect(podOf(workload('user-placeholder', match('ignore')))).not.toHaveProperty('affinity');
  });

  test('pullers take only what is required', () => {
    const required = podOf(workload('continuous-image-puller', match('require'))).affinity;
    expect(required).toEqual({
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [purpose] } },
    });
    expect(podOf(workload('continuous-image-puller'))).not.toHaveProperty('affinity');
  });
});

test('W-16, W-17 pod security context of the hub; who ends at once and who gets a minute', () => {
  expect(podOf(workload('hub')).securityContext).toEqual({
    runAsNonRoot: true,
    fsGroup: 1000,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  const grace = all.map(([name]) => podOf(workload(name)).terminationGracePeriodSeconds);
  expect(grace).toEqual([undefined, 60, undefined, undefined, 0, 0]);
});

describe('W-19, L-10 pull secrets: those of the image, those of all, the created one, without duplicates', () => {
  test.each([
    ['hub', 'hub.image'],
    ['proxy', 'proxy.chp.image'],
    ['autohttps', 'proxy.traefik.image'],
    ['user-scheduler', 'scheduling.userScheduler.image'],
    ['user-placeholder', 'scheduling.userPlaceholder.image'],
    ['continuous-image-puller', 'singleuser.image'],
  ] as const)('%s', (name, path) => {
    const values = merge(at(`${path}.pullSecrets`, ['of-image', { name: 'shared' }]), {
      imagePullSecrets: ['shared', { name: 'of-all' }],
      imagePullSecret: { create: true, registry: 'r', username: 'u', password: 'p' },
    });
    const names = podOf(workload(name, values)).imagePullSecrets.map((each: AnyObject) => each.name);
    expect(names).toEqual(['of-image', 'shared', 'of-all', 'image-pull-secret']);
    const without = merge(values, { imagePullSecret: { automaticReferenceInjection: false } });
    expect(podOf(workload(name, without)).imagePullSecrets).toHaveLength(3);
    expect(podOf(workload(name))).not.toHaveProperty('imagePullSecrets');
  });
});

describe('W-20, B-35 extraPodSpec replaces whole keys of the pod spec', () => {
  test.each([
    ['hub', 'hub'],
    ['proxy', 'proxy.chp'],
    ['autohttps', 'proxy.traefik'],
    ['user-scheduler', 'scheduling.userScheduler'],
    ['user-placeholder', 'scheduling.userPlaceholder'],
  ] as const)('%s', (name, path) => {
    const pod = podOf(
      workload(
        name,
        at(`${path}.extraPodSpec`, { tolerations: [{ operator: 'Exists' }], hostNetwork: true }),
      ),
    );
    expect(pod.tolerations).toEqual([{ operator: 'Exists' }]);
    expect(pod.hostNetwork).toBe(true);
    expect(pod.containers.length).toBeGreaterThan(0);
  });
});
