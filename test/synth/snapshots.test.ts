/** Whole hubs as they are rendered: the default one, and one with everything switched on. */
import { writeYaml } from '../../lib/output/yaml';
import { LETSENCRYPT, manifests } from '../support/render';

const FILE = { settings: { mountPath: '/etc/x/settings.json', data: { a: 1 } } };
const NETWORK = {
  interNamespaceAccessLabels: 'accept',
  allowedIngressPorts: [9000],
  ingress: [{ ports: [{ port: 9001 }] }],
  egress: [{ ports: [{ port: 9002 }] }],
};
const EXTRA = { extraPodSpec: { hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }] } };
const resources = { requests: { cpu: '100m' }, limits: { memory: '1Gi' } };

const EVERYTHING = {
  debug: { enabled: true },
  nameOverride: 'lab',
  custom: { theme: 'dark' },
  imagePullSecrets: ['registry'],
  imagePullSecret: { create: true, registry: 'r.example.org', username: 'u', password: 'p' },
  hub: {
    baseUrl: '/jupyter/',
    config: {
      JupyterHub: { authenticator_class: 'github' },
      GitHubOAuthenticator: { client_id: 'a', client_secret: 'b' },
    },
    extraConfig: { '10-mine': 'print("hello")\n' },
    extraEnv: { A: 'a', B: { valueFrom: { secretKeyRef: { name: 's', key: 'k' } } } },
    extraFiles: FILE,
    extraContainers: [{ name: 'side', image: 'side:1' }],
    initContainers: [{ name: 'init', image: 'init:1' }],
    extraVolumes: [{ name: 'v', emptyDir: {} }],
    extraVolumeMounts: [{ name: 'v', mountPath: '/v' }],
    services: { metrics: { url: 'http://metrics' } },
    networkPolicy: NETWORK,
    pdb: { enabled: true },
    resources,
    ...EXTRA,
  },
  proxy: {
    https: LETSENCRYPT,
    chp: { pdb: { enabled: true }, networkPolicy: NETWORK, resources, ...EXTRA },
    traefik: { pdb: { enabled: true }, networkPolicy: NETWORK, resources, ...EXTRA },
    secretSync: { resources },
  },
  singleuser: {
    extraFiles: FILE,
    networkPolicy: NETWORK,
    nodeSelector: { pool: 'users' },
    cpu: { guarantee: 0.5, limit: 2 },
    extraNodeAffinity: { required: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }] },
    profileList: [{ display_name: 'GPU', slug: 'gpu', kubespawner_override: { image: 'gpu:1' } }],
  },
  scheduling: {
    podPriority: { enabled: true },
    userPlaceholder: { replicas: 2, ...EXTRA },
    userScheduler: { resources, ...EXTRA },
    corePods: { nodeAffinity: { matchNodePurpose: 'require' } },
  },
  prePuller: { extraImages: { tools: { name: 'tools', tag: '1' } }, resources },
  ingress: { enabled: true, hosts: ['lab.example.org'], ingressClassName: 'nginx' },
};

const text = (values: object, behaviour: 'chart' | 'fixed') =>
  manifests(values, { behaviour })
    .sort((a, b) => (`${a.kind}/${a.metadata.name}` < `${b.kind}/${b.metadata.name}` ? -1 : 1))
    .map((each) => writeYaml(each))
    .join('---\n');

test('the default hub, as the chart renders it', () => {
  expect(text({}, 'chart')).toMatchSnapshot();
});

test('a hub with everything switched on, as synth renders it', () => {
  expect(text(EVERYTHING, 'fixed')).toMatchSnapshot();
});
