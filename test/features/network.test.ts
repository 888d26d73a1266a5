/** `network.egress`: what no edge names is closed, DNS is open, the metadata address is not. */

import { build, objects, refused } from '../support/config';
import type { AnyObject } from '../support/render';
import { config, LOGIN as KEYCLOAK, SECRETS, VAULT } from './platform';

const LOGIN = 'jupyterhub: { hub: { config: { JupyterHub: { authenticator_class: "null" } } } }\n';
const METADATA = ['169.254.169.254/32'];

function egress(text: string, policy: string): AnyObject[] {
  return objects(build(text))[`NetworkPolicy/${policy}`].spec.egress;
}

const edges = (list: string, more = LOGIN) => config(`network: { egress: [${list}] }\n`, more);
/** Rules besides those between the parts of the hub, and DNS. */
const declared = (rules: readonly AnyObject[]) =>
  rules.filter(
    ({ to, ports }) =>
      to[0].podSelector?.matchLabels?.app !== 'jupyterhub' &&
      !ports?.some((each: AnyObject) => each.port === 53),
  );

test('nothing is open but what is listed', () => {
  const text = edges('{ from: notebook, to: postgresql }');
  expect(declared(egress(text, 'singleuser'))).toEqual([
    {
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'postgres' } } }],
      ports: [{ port: 5432, protocol: 'TCP' }],
    },
  ]);
  expect(declared(egress(text, 'proxy'))).toEqual([]);
  // Without Kubernetes the hub could start nothing.
  expect(declared(egress(text, 'hub'))).toEqual([
    {
      to: [{ ipBlock: { cidr: '0.0.0.0/0', except: METADATA } }],
      ports: [
        { port: 443, protocol: 'TCP' },
        { port: 6443, protocol: 'TCP' },
      ],
    },
  ]);
});

test.each(['hub', 'singleuser', 'proxy'])('%s may ask DNS, and not the metadata address', (policy) => {
  const rules = egress(edges('{ from: notebook, to: internet }'), policy);
  const dns = rules.find(({ ports }) => ports?.some((each: AnyObject) => each.port === 53));
  expect(dns?.['to']).toContainEqual({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  });
  expect(JSON.stringify(rules)).not.toContain('{"cidr":"169.254.169.254/32"}');
});

test('the internet is everything public, on the ports of the web', () => {
  expect(declared(egress(edges('{ from: notebook, to: internet }'), 'singleuser'))).toEqual([
    {
      to: [
        {
          ipBlock: {
            cidr: '0.0.0.0/0',
            except: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', ...METADATA],
          },
        },
      ],
      ports: [
        { port: 80, protocol: 'TCP' },
        { port: 443, protocol: 'TCP' },
      ],
    },
  ]);
});

test('a target: namespace, pods, addresses, ports of all forms', () => {
  const text = edges(
    '{ from: notebook, to: { namespace: data, pods: { app: redis }, ports: [6379, 514/UDP, 8000-8100, metrics] } }, { from: notebook, to: { pods: { app: x } } }, { from: hub, to: { addresses: [10.1.0.0/16, "fd00::/8"] } }',
  );
  expect(declared(egress(text, 'singleuser'))).toEqual([
    {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } },
          podSelector: { matchLabels: { app: 'redis' } },
        },
      ],
      ports: [
        { port: 6379, protocol: 'TCP' },
        { port: 514, protocol: 'UDP' },
        { port: 8000, endPort: 8100, protocol: 'TCP' },
        { port: 'metrics', protocol: 'TCP' },
      ],
    },
    { to: [{ podSelector: { matchLabels: { app: 'x' } } }] },
  ]);
  expect(declared(egress(text, 'hub'))).toContainEqual({
    to: [
      { ipBlock: { cidr: '10.1.0.0/16' } },
      { ipBlock: { cidr: 'fd00::/8', except: ['fd00:ec2::254/128'] } },
    ],
  });
});

test('login and Vault of the config are reached without a word, wherever they are', () => {
  const text = edges('', [KEYCLOAK, SECRETS, VAULT].join(''));
  const anywhere = { ipBlock: { cidr: '0.0.0.0/0', except: METADATA } };
  expect(declared(egress(text, 'hub'))).toContainEqual({
    to: [anywhere],
    ports: [{ port: 443, protocol: 'TCP' }],
  });
  expect(declared(egress(text, 'singleuser'))).toEqual([
    { to: [anywhere], ports: [{ port: 443, protocol: 'TCP' }] },
  ]);
  const inside = edges(
    '',
    [KEYCLOAK, SECRETS, 'vault: { address: https://vault.secrets.svc.cluster.local:8200 }\n'].join(''),
  );
  expect(declared(egress(inside, 'singleuser'))).toEqual([
    { to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'secrets' } } }] },
  ]);
});

test('a service that is elsewhere', () => {
  const text = config(
    'network: { egress: [{ from: notebook, to: minio }, { from: notebook, to: qdrant }], services: { minio: { addresses: [10.9.8.7/32] }, qdrant: { ports: [7000] } } }\n',
    LOGIN,
  );
  expect(declared(egress(text, 'singleuser'))).toEqual([
    { to: [{ ipBlock: { cidr: '10.9.8.7/32' } }], ports: [{ port: 9000, protocol: 'TCP' }] },
    {
      to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'qdrant' } } }],
      ports: [{ port: 7000, protocol: 'TCP' }],
    },
  ]);
});

test('a database of the hub, by its address', () => {
  const text = edges(
    '',
    'jupyterhub: { hub: { config: { JupyterHub: { authenticator_class: "null" } }, db: { type: postgres, url: "postgresql+psycopg2://hub@db.sql.svc/hub" } } }\n',
  );
  expect(declared(egress(text, 'hub'))).toContainEqual({
    to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'sql' } } }],
  });
});

test("the user's own rules stay", () => {
  const text = edges(
    '{ from: notebook, to: internet }',
    'jupyterhub: { singleuser: { networkPolicy: { egress: [{ to: [{ ipBlock: { cidr: 10.5.0.0/16 } }] }] } }, hub: { config: { JupyterHub: { authenticator_class: "null" } } } }\n',
  );
  expect(declared(egress(text, 'singleuser'))).toHaveLength(2);
});

test('without egress the policies are those of the chart', () => {
  expect(egress(config('network: {}\n', LOGIN), 'singleuser')).toEqual(egress(config(LOGIN), 'singleuser'));
});

test.each([
  ['{ from: hub, to: { addresses: [169.254.169.254/32] } }', 'metadata address'],
  ['{ from: hub, to: { addresses: [10.0.0.0/40] } }', 'no address range'],
  ['{ from: hub, to: { addresses: [10.0.0.0/8], namespace: x } }', 'not both'],
  ['{ from: hub, to: { ports: [9000-8000] } }', 'no port'],
  ['{ from: hub, to: { ports: [70000/TCP] } }', 'no port'],
])('%s is refused', (edge, words) => {
  const [problem] = refused(edges(edge));
  expect(problem).toMatchObject({ code: 'VALUES_CONFLICT', message: expect.stringContaining(words) });
  expect(problem?.position?.line).toBe(3);
});

test.each([
  ['{ from: hub, to: postgress }', 'SCHEMA_ENUM'],
  ['{ from: notebok, to: internet }', 'SCHEMA_ENUM'],
  ['{ from: hub, to: { nmespace: x } }', 'SCHEMA_UNKNOWN_KEY'],
  ['{ from: hub, to: 5 }', 'SCHEMA_TYPE'],
])('%s is no edge', (edge, code) => {
  expect(refused(edges(edge))[0]).toMatchObject({ code });
});

test('edges without the policy that holds them are refused', () => {
  const text = edges(
    '{ from: hub, to: internet }',
    'jupyterhub: { singleuser: { networkPolicy: { enabled: false } } }\n',
  );
  expect(refused(text)[0]?.message).toContain('takes the policy away');
});
