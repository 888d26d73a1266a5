/** Which objects there are for which values: inventory section 7, without the objects of Helm's hooks. */
import { LETSENCRYPT, objectSet } from '../support/render';

const OFF = { networkPolicy: { enabled: false } };
const NO_ACCOUNT = { serviceAccount: { create: false } };
const FILE = { a: { mountPath: '/a', stringData: 'a' } };

const COMBINATIONS: Record<string, [meaning: string, values: object]> = {
  A: ['default', {}],
  B: ['https letsencrypt', { proxy: { https: LETSENCRYPT } }],
  C: [
    'https manual',
    { proxy: { https: { enabled: true, type: 'manual', manual: { key: 'k', cert: 'c' } } } },
  ],
  D: ['https secret', { proxy: { https: { enabled: true, type: 'secret', secret: { name: 'tls' } } } }],
  E: ['https offload', { proxy: { https: { enabled: true, type: 'offload' } } }],
  F: [
    'ingress',
    {
      ingress: {
        enabled: true,
        ingressClassName: 'nginx',
        hosts: ['h.example.org'],
        tls: [{ hosts: ['h.example.org'] }],
      },
      proxy: { service: { type: 'ClusterIP' } },
    },
  ],
  G: ['static storage', { singleuser: { storage: { type: 'static', static: { pvcName: 'homes' } } } }],
  H: ['postgres', { hub: { db: { type: 'postgres', url: 'postgres://u@h/d', password: 'p' } } }],
  I: ['user scheduler off', { scheduling: { userScheduler: { enabled: false } } }],
  J: ['placeholders', { scheduling: { podPriority: { enabled: true }, userPlaceholder: { replicas: 3 } } }],
  K: ['pre-puller off', { prePuller: { hook: { enabled: false }, continuous: { enabled: false } } }],
  L: ['network policies off', { hub: OFF, proxy: { chp: OFF, traefik: OFF }, singleuser: OFF }],
  M: [
    'restricted security',
    {
      singleuser: {
        cloudMetadata: { blockWithIptables: false },
        extraPodConfig: { securityContext: { runAsNonRoot: true } },
      },
      hub: { networkPolicy: { egressAllowRules: { cloudMetadataServer: false, privateIPs: false } } },
    },
  ],
  N: [
    'rbac and service accounts off',
    {
      rbac: { create: false },
      hub: NO_ACCOUNT,
      proxy: { traefik: NO_ACCOUNT },
      scheduling: { userScheduler: NO_ACCOUNT },
      prePuller: {
        continuous: NO_ACCOUNT,
        hook: { ...NO_ACCOUNT, serviceAccountImagePuller: { create: false } },
      },
    },
  ],
  O: [
    'minimal',
    {
      hub: { db: { type: 'sqlite-memory' }, ...OFF },
      singleuser: { storage: { type: 'none' }, ...OFF },
      proxy: { chp: OFF, traefik: OFF },
      prePuller: { hook: { enabled: false }, continuous: { enabled: false } },
      scheduling: { userScheduler: { enabled: false }, userPlaceholder: { enabled: false } },
    },
  ],
  P: [
    'everything',
    {
      proxy: { https: LETSENCRYPT, chp: { pdb: { enabled: true } }, traefik: { pdb: { enabled: true } } },
      scheduling: { podPriority: { enabled: true } },
      imagePullSecret: { create: true, registry: 'r', username: 'u', password: 'p' },
      ingress: { enabled: true, hosts: ['h.example.org'] },
      hub: { extraFiles: FILE, pdb: { enabled: true } },
      singleuser: { extraFiles: FILE },
    },
  ],
};

/** Columns in which the chart has the object. */
const CHART: Record<string, string> = {
  'PriorityClass/rel-default-priority': 'JP',
  'PriorityClass/rel-image-puller-priority': 'JP',
  'PriorityClass/rel-user-placeholder-priority': 'JP',
  'NetworkPolicy/autohttps': 'BP',
  'NetworkPolicy/hub': 'ABCDEFGHIJKMNP',
  'NetworkPolicy/proxy': 'ABCDEFGHIJKMNP',
  'NetworkPolicy/singleuser': 'ABCDEFGHIJKMNP',
  'PodDisruptionBudget/hub': 'P',
  'PodDisruptionBudget/proxy': 'P',
  'PodDisruptionBudget/user-placeholder': 'ABCDEFGHIJKLMNP',
  'PodDisruptionBudget/user-scheduler': 'ABCDEFGHJKLMNP',
  'ServiceAccount/autohttps': 'BP',
  'ServiceAccount/continuous-image-puller': 'ABCDEFGHIJLMP',
  'ServiceAccount/hub': 'ABCDEFGHIJKLMOP',
  'ServiceAccount/user-scheduler': 'ABCDEFGHJKLMP',
  'Secret/hub': 'ABCDEFGHIJKLMNOP',
  'Secret/image-pull-secret': 'P',
  'Secret/proxy-public-manual-tls': 'C',
  'Secret/singleuser': 'P',
  'ConfigMap/autohttps': 'BP',
  'ConfigMap/hub': 'ABCDEFGHIJKLMNOP',
  'ConfigMap/hub-spawn': 'ABCDEFGHIJKLMNOP',
  'ConfigMap/hub-values': 'ABCDEFGHIJKLMNOP',
  'ConfigMap/user-scheduler': 'ABCDEFGHJKLMNP',
  'PersistentVolumeClaim/hub-db-dir': 'ABCDEFGIJKLMNP',
  'ClusterRole/rel-user-scheduler': 'ABCDEFGHJKLMP',
  'ClusterRoleBinding/rel-user-scheduler': 'ABCDEFGHJKLMP',
  'Role/autohttps': 'BP',
  'Role/hub': 'ABCDEFGHIJKLMOP',
  'RoleBinding/autohttps': 'BP',
  'RoleBinding/hub': 'ABCDEFGHIJKLMOP',
  'Service/hub': 'ABCDEFGHIJKLMNOP',
  'Service/proxy-api': 'ABCDEFGHIJKLMNOP',
  'Service/proxy-http': 'BP',
  'Service/proxy-public': 'ABCDEFGHIJKLMNOP',
  'DaemonSet/continuous-image-puller': 'ABCDEFGHIJLMNP',
  'Deployment/autohttps': 'BP',
  'Deployment/hub': 'ABCDEFGHIJKLMNOP',
  'Deployment/proxy': 'ABCDEFGHIJKLMNOP',
  'Deployment/user-scheduler': 'ABCDEFGHJKLMNP',
  'StatefulSet/user-placeholder': 'ABCDEFGHIJKLMNP',
  'Ingress/jupyterhub': 'FP',
};

/** The chart's Secrets: what they generate or embed is named in required-secrets.json instead. */
const NOT_RENDERED = ['Secret/hub', 'Secret/image-pull-secret', 'Secret/proxy-public-manual-tls'];

function expected(column: string): string[] {
  const objects = Object.entries(CHART).flatMap(([name, columns]) =>
    columns.includes(column) ? [name] : [],
  );
  const ours = objects
    .filter((name) => !NOT_RENDERED.includes(name))
    .map((name) => (name === 'Secret/singleuser' ? 'ConfigMap/singleuser' : name));
  // Files of the hub have a ConfigMap of their own; two budgets are called proxy (x2 in the table, Q-01).
  return (column === 'P' ? [...ours, 'ConfigMap/hub-files', 'PodDisruptionBudget/proxy'] : ours).sort();
}

describe('the objects of chart 4.2.0', () => {
  test.each(Object.entries(COMBINATIONS))('column %s: %s', (column, [, values]) => {
    expect(objectSet(values)).toEqual(expected(column));
  });

  test('column P, fixed: the budget of autohttps has its own name (Q-01)', () => {
    const [, values] = COMBINATIONS['P'] as [string, object];
    const fixed = objectSet(values, { behaviour: 'fixed' });
    expect(fixed).toContain('PodDisruptionBudget/autohttps');
    expect(new Set(fixed).size).toBe(fixed.length);
  });

  test('fullnameOverride null: every name gets the prefix of the release (L-02, L-03b)', () => {
    const values = {
      fullnameOverride: null,
      proxy: { https: LETSENCRYPT },
      scheduling: { podPriority: { enabled: true } },
      ingress: { enabled: true },
      singleuser: { extraFiles: FILE },
    };
    const names = objectSet(values);
    expect(names).toEqual(
      expect.arrayContaining([
        'Ingress/rel-jupyterhub',
        'PriorityClass/rel-jupyterhub',
        'PriorityClass/rel-jupyterhub-image-puller',
        'PriorityClass/rel-jupyterhub-user-placeholder',
        'ClusterRole/rel-jupyterhub-user-scheduler',
        'ClusterRoleBinding/rel-jupyterhub-user-scheduler',
        'Deployment/rel-jupyterhub-hub',
        'ConfigMap/rel-jupyterhub-singleuser',
      ]),
    );
    expect(names.filter((name) => !name.includes('/rel-jupyterhub'))).toEqual([]);
  });

  test.each([
    ['abc', {}, 'abc-jupyterhub-hub'],
    ['my-jupyterhub', {}, 'my-jupyterhub-hub'],
    ['abc', { nameOverride: 'jh' }, 'abc-jh-hub'],
    ['abc', { fullnameOverride: 'foo' }, 'foo-hub'],
  ])('release %s with %j calls the hub %s (L-01)', (release, values, name) => {
    expect(objectSet({ fullnameOverride: null, ...values }, { release })).toContain(`Deployment/${name}`);
  });
});
