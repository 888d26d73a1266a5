/** NetworkPolicies: inventory 1.7, every switch. */
import { type AnyObject, LETSENCRYPT, render } from '../support/render';

const PATHS: Record<string, string[]> = {
  hub: ['hub'],
  proxy: ['proxy', 'chp'],
  autohttps: ['proxy', 'traefik'],
  singleuser: ['singleuser'],
};
const NAMES = Object.keys(PATHS);
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
const blocks = (cidrs: string[]) => cidrs.map((cidr) => ({ ipBlock: { cidr } }));

function policy(name: string, settings: object = {}, more: AnyObject = {}): AnyObject {
  const nested = (PATHS[name] ?? []).reduceRight<AnyObject>((inner, key) => ({ [key]: inner }), {
    networkPolicy: settings,
    ...more,
  });
  const proxy = { https: LETSENCRYPT, ...nested.proxy };
  return render({ ...nested, proxy })[`NetworkPolicy/${name}`].spec;
}

const access = (label: string) => ({
  podSelector: { matchLabels: { [`hub.jupyter.org/network-access-${label}`]: 'true' } },
});
const pods = (component: string) => [
  { podSelector: { matchLabels: { app: 'jupyterhub', component, release: 'rel' } } },
];
const ports = (...list: (string | number)[]) => list.map((port) => ({ port }));

test.each([
  ['hub', 'hub', [{ ports: ports('http'), from: [access('hub')] }]],
  [
    'proxy',
    'proxy',
    [
      { ports: ports('http', 'https') },
      { ports: ports('http'), from: [access('proxy-http')] },
      { ports: ports('api'), from: [access('proxy-api')] },
    ],
  ],
  [
    'autohttps',
    'autohttps',
    [{ ports: ports('http', 'https') }, { ports: ports('http', 'https'), from: [access('proxy-http')] }],
  ],
  ['singleuser', 'singleuser-server', [{ ports: ports('notebook-port'), from: [access('singleuser')] }]],
])('N-01 to N-04 %s: what may come in', (name, component, ingress) => {
  const spec = policy(name);
  expect(spec.podSelector).toEqual({ matchLabels: { app: 'jupyterhub', component, release: 'rel' } });
  expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
  expect(spec.ingress).toEqual(ingress);
});

test('N-02 with a certificate of its own the proxy is reached by https too', () => {
  const https = { enabled: true, type: 'secret', secret: { name: 's' } };
  const { ingress } = render({ proxy: { https } })['NetworkPolicy/proxy'].spec;
  expect(ingress[1].ports).toEqual(ports('http', 'https'));
});

test.each([
  [
    'hub',
    [
      [pods('proxy'), ports(8001)],
      [pods('singleuser-server'), ports(8888)],
    ],
  ],
  [
    'proxy',
    [
      [pods('hub'), ports(8081)],
      [pods('singleuser-server'), ports(8888)],
    ],
  ],
  ['autohttps', [[pods('proxy'), ports(8000)]]],
  [
    'singleuser',
    [
      [pods('hub'), ports(8081)],
      [pods('proxy'), ports(8000)],
      [pods('autohttps'), ports(8080, 8443)],
    ],
  ],
] as const)('N-06 %s: which pods it may reach', (name, expected) => {
  const fixed = policy(name).egress.slice(0, expected.length);
  expect(fixed).toEqual(expected.map(([to, list]) => ({ to, ports: list })));
});

describe.each(NAMES)('%s', (name) => {
  const fixed = { hub: 2, proxy: 2, autohttps: 1, singleuser: 3 }[name] ?? 0;
  const egress = (egressAllowRules: object) => policy(name, { egressAllowRules }).egress.slice(fixed);
  const off = {
    cloudMetadataServer: false,
    dnsPortsCloudMetadataServer: false,
    dnsPortsKubeSystemNamespace: false,
    dnsPortsPrivateIPs: false,
    nonPrivateIPs: false,
    privateIPs: false,
  };

  test('N-07 to N-11 all switches, alone', () => {
    const dns = (to: AnyObject[]) => [
      {
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
        to,
      },
    ];
    const block = name === 'singleuser' ? { cloudMetadata: { blockWithIptables: false } } : {};
    const only = (key: string) =>
      policy(name, { egressAllowRules: { ...off, [key]: true } }, block).egress.slice(fixed);
    expect(egress(off)).toEqual([]);
    expect(only('dnsPortsCloudMetadataServer')).toEqual(dns(blocks(['169.254.169.254/32'])));
    expect(only('dnsPortsKubeSystemNamespace')).toEqual(
      dns([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }]),
    );
    expect(only('dnsPortsPrivateIPs')).toEqual(dns(blocks(PRIVATE)));
    expect(only('nonPrivateIPs')).toEqual([
      { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: [...PRIVATE, '169.254.169.254/32'] } }] },
    ]);
    expect(only('privateIPs')).toEqual([{ to: blocks(PRIVATE) }]);
    expect(only('cloudMetadataServer')).toEqual([{ to: blocks(['169.254.169.254/32']) }]);
  });

  test('the defaults of the switches', () => {
    const rules = policy(name).egress.slice(fixed);
    const count = name === 'singleuser' ? 2 : 4;
    expect(rules).toHaveLength(count);
    expect(rules[0].to).toHaveLength(5);
  });

  test('N-05 access labels count elsewhere when accepted', () => {
    const plain = policy(name).ingress.flatMap((rule: AnyObject) => rule.from ?? []);
    const accepted = policy(name, { interNamespaceAccessLabels: 'accept' }).ingress.flatMap(
      (rule: AnyObject) => rule.from ?? [],
    );
    expect(accepted).toEqual(
      plain.flatMap((peer: AnyObject) => [
        { ...peer, namespaceSelector: {} },
        { namespaceSelector: peer.podSelector },
      ]),
    );
  });

  test("open ports first, names and numbers; the user's rules last", () => {
    const spec = policy(name, {
      allowedIngressPorts: ['web', 9000, '9001'],
      ingress: [{ ports: [{ port: 1 }] }],
      egress: [{ ports: [{ port: 2 }] }],
    });
    expect(spec.ingress[0]).toEqual({ ports: ports('web', 9000, 9001) });
    expect(spec.ingress[spec.ingress.length - 1]).toEqual({ ports: ports(1) });
    expect(spec.egress[spec.egress.length - 1]).toEqual({ ports: ports(2) });
  });
});

test('N-12 the metadata address is that of user pods, in every policy', () => {
  const objects = render({
    proxy: { https: LETSENCRYPT },
    singleuser: { cloudMetadata: { ip: '10.9.8.7' } },
  });
  for (const name of NAMES) {
    const text = JSON.stringify(objects[`NetworkPolicy/${name}`]);
    expect(text).toContain('10.9.8.7/32');
    expect(text).not.toContain('169.254');
  }
});

test('N-13 schedulers, pullers and placeholders have none', () => {
  const policies = Object.keys(render({})).filter((key) => key.startsWith('NetworkPolicy/'));
  expect(policies.sort()).toEqual(['NetworkPolicy/hub', 'NetworkPolicy/proxy', 'NetworkPolicy/singleuser']);
});
