/** `exposure`: how people outside the cluster reach the hub. */
import { type Static, Type } from '@sinclair/typebox';
import { choice, flag, group, objectName, section, text } from './words';

/** Controllers whose way of saying things is known. */
export const CONTROLLERS = [
  'traefik',
  'nginx',
  'nginx-inc',
  'haproxy',
  'haproxy-ingress',
  'contour',
  'alb',
  'other',
] as const;

const annotations = Type.Optional(
  Type.Unsafe<Readonly<Record<string, string>>>({
    type: 'object',
    description: 'Further annotations.',
    additionalProperties: { type: 'string' },
  }),
);

export const ExposureSection = section('How people outside the cluster reach the hub.', {
  ingress: group('An Ingress.', {
    class: objectName('Its IngressClass. Default: that of the cluster.'),
    controller: Type.Optional(
      Type.Unsafe<(typeof CONTROLLERS)[number]>({
        enum: CONTROLLERS,
        description: 'What serves the class. Default: what the name of the class says, else other.',
      }),
    ),
    annotations,
  }),
  gateway: group('An HTTPRoute of the Gateway API.', {
    name: objectName('The Gateway that is there. Without one, class makes one.'),
    namespace: objectName('Its namespace. Default: that of the hub.'),
    listener: objectName('Its listener.'),
    class: objectName('GatewayClass of a Gateway to make in the namespace of the hub.'),
  }),
  tls: group('The certificate; without this, the controller has one of its own.', {
    secret: objectName('The Secret with the certificate; with issuer, where it is kept.', 'jupyterhub-tls'),
    issuer: objectName('The issuer of cert-manager that makes it.'),
    issuerKind: choice(['ClusterIssuer', 'Issuer'], 'Its kind.', 'ClusterIssuer'),
  }),
  stickyCookie: flag('Whether Traefik keeps a person on one pod of the proxy, by a cookie.', true),
  maxBodySize: text('Largest request: Jupyter Server itself takes up to 512 MiB.', '512m', {
    pattern: '^[0-9]+[kmg]?$',
  }),
  controllerNamespace: objectName('Only pods of this namespace reach the proxy. Default: everybody.'),
});

export type Exposure = NonNullable<Static<typeof ExposureSection>>;
