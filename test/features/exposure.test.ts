/** `exposure`: the way in, said in the words of each controller. */
import { build, objects, refused } from '../support/config';
import { config } from './platform';

const LOGIN = 'jupyterhub: { hub: { config: { JupyterHub: { authenticator_class: "null" } } } }\n';
const made = (section: string, more = LOGIN) => objects(build(config(`exposure: ${section}\n`, more)));

test('Traefik: a sticky cookie on the Service, TLS by cert-manager', () => {
  const all = made('{ ingress: { class: traefik }, tls: { issuer: letsencrypt } }');
  const ingress = all['Ingress/jupyterhub'];
  expect(ingress.spec).toMatchObject({
    ingressClassName: 'traefik',
    tls: [{ hosts: ['lab.example.com'], secretName: 'jupyterhub-tls' }],
    rules: [{ host: 'lab.example.com' }],
  });
  expect(ingress.metadata.annotations).toEqual({
    'cert-manager.io/cluster-issuer': 'letsencrypt',
    'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
    'traefik.ingress.kubernetes.io/router.tls': 'true',
  });
  const service = all['Service/proxy-public'];
  expect(service.spec.type).toBe('ClusterIP');
  expect(service.metadata.annotations).toMatchObject({
    'traefik.ingress.kubernetes.io/service.sticky.cookie': 'true',
    'traefik.ingress.kubernetes.io/service.sticky.cookie.secure': 'true',
  });
});

test.each([
  ['nginx', { 'nginx.ingress.kubernetes.io/proxy-body-size': '1g' }],
  ['nginx', { 'nginx.ingress.kubernetes.io/proxy-read-timeout': '3600' }],
  ['haproxy', { 'haproxy.org/timeout-tunnel': '3600s' }],
  ['contour', { 'projectcontour.io/websocket-routes': '/' }],
  ['alb', { 'alb.ingress.kubernetes.io/target-type': 'ip' }],
])('%s is told of websockets and large requests', (name, annotations) => {
  const ingress = made(`{ ingress: { class: ${name} }, maxBodySize: 1g }`)['Ingress/jupyterhub'];
  expect(ingress.metadata.annotations).toMatchObject(annotations);
});

test('a controller behind a class of another name; own annotations win', () => {
  const ingress = made(
    '{ ingress: { class: public, controller: nginx-inc, annotations: { nginx.org/client-max-body-size: 5m } }, tls: { secret: own } }',
  )['Ingress/jupyterhub'];
  expect(ingress.metadata.annotations).toMatchObject({
    'nginx.org/websocket-services': 'proxy-public',
    'nginx.org/client-max-body-size': '5m',
  });
  expect(ingress.spec.tls[0].secretName).toBe('own');
});

test('what is not known of a controller is an assumption', () => {
  const { rendered } = build(config('exposure: { ingress: { class: other-one } }\n', LOGIN));
  expect(rendered.assumptions.join('\n')).toContain('does not know its settings');
});

test('only the controller reaches the proxy, where it is said where that is', () => {
  const policy = made('{ ingress: { class: nginx }, controllerNamespace: ingress-nginx }')[
    'NetworkPolicy/proxy'
  ];
  expect(policy.spec.ingress).toContainEqual({
    from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }],
    ports: [{ port: 'http' }],
  });
  expect(policy.spec.ingress.some(({ from }: { from?: unknown }) => from === undefined)).toBe(false);
});

test('the Gateway API: a route to a Gateway that is there', () => {
  const all = made('{ gateway: { name: public, namespace: infra, listener: https } }');
  expect(all['HTTPRoute/jupyterhub'].spec).toMatchObject({
    parentRefs: [{ name: 'public', namespace: 'infra', sectionName: 'https' }],
    hostnames: ['lab.example.com'],
    rules: [{ backendRefs: [{ name: 'proxy-public', port: 80 }], timeouts: { request: '0s' } }],
  });
  expect(all['Ingress/jupyterhub']).toBeUndefined();
});

test('the Gateway API: a Gateway of its own, with a certificate, that sends everybody to it', () => {
  const all = made('{ gateway: { class: cilium }, tls: { issuer: ca, issuerKind: Issuer } }');
  expect(all['Gateway/jupyterhub']).toMatchObject({
    metadata: { annotations: { 'cert-manager.io/issuer': 'ca' } },
    spec: {
      gatewayClassName: 'cilium',
      listeners: [
        { name: 'http', protocol: 'HTTP' },
        { name: 'https', protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'jupyterhub-tls' }] } },
      ],
    },
  });
  expect(all['HTTPRoute/jupyterhub'].spec.parentRefs).toEqual([{ name: 'jupyterhub', sectionName: 'https' }]);
  expect(all['HTTPRoute/jupyterhub-https'].spec.rules[0].filters[0].requestRedirect).toEqual({
    scheme: 'https',
    statusCode: 301,
  });
});

test('a hub below a path, with a name of its own', () => {
  const all = made(
    '{ gateway: { name: public } }',
    'jupyterhub: { fullnameOverride: one, hub: { baseUrl: /lab/, config: { JupyterHub: { authenticator_class: "null" } } } }\n',
  );
  expect(all['HTTPRoute/one'].spec.rules[0]).toMatchObject({
    matches: [{ path: { value: '/lab/' } }],
    backendRefs: [{ name: 'one-proxy-public' }],
  });
});

test.each([
  ['{ ingress: {}, gateway: { name: a } }', 'exclude each other'],
  ['{ gateway: {} }', 'names no Gateway'],
  ['{ gateway: { name: a, class: b } }', 'makes one'],
  ['{ gateway: { name: a }, tls: {} }', 'belongs to the Gateway'],
])('%s is refused', (section, words) => {
  const [problem] = refused(config(`exposure: ${section}\n`, LOGIN));
  expect(problem).toMatchObject({ code: 'VALUES_CONFLICT', message: expect.stringContaining(words) });
  expect(problem?.position?.line).toBe(3);
});

test('without a host there is no way in, and TLS ends once', () => {
  const [noHost] = refused(`name: lab\nexposure: { ingress: {} }\n${LOGIN}`);
  expect(noHost?.message).toContain('host');
  const https =
    'jupyterhub: { proxy: { https: { enabled: true, hosts: [a.example.com], letsencrypt: { contactEmail: a@example.com } } } }\n';
  const [twice] = refused(config('exposure: { ingress: {} }\n', https));
  expect(twice?.message).toContain('end TLS');
});
