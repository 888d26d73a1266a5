/** `network`: whom hub, proxy and servers may reach, as a list of edges. */
import { type Static, Type } from '@sinclair/typebox';
import { closed, flag, group, section } from './words';

/** What the documented stack runs, and what hub and servers talk to besides. */
export const SERVICES = [
  'internet',
  'kubernetes-api',
  'keycloak',
  'vault',
  'postgresql',
  'clickhouse',
  'minio',
  'qdrant',
  'litellm',
  'airflow',
  'lakekeeper',
  'falkordb',
] as const;

export const SOURCES = ['hub', 'notebook', 'proxy', 'autohttps'] as const;

const LABEL = '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$';
const CIDR = '^([0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*/[0-9]{1,3})$';

const namespace = (description: string) =>
  Type.Optional(Type.String({ description, pattern: LABEL, maxLength: 63 }));
const pods = (description: string) =>
  Type.Optional(
    Type.Unsafe<Readonly<Record<string, string>>>({
      type: 'object',
      description,
      minProperties: 1,
      additionalProperties: { type: 'string' },
    }),
  );
const ports = (description: string) =>
  Type.Optional(
    Type.Array(
      Type.Unsafe<number | string>({
        type: ['integer', 'string'],
        minimum: 1,
        maximum: 65535,
        pattern: '^([a-z0-9]([a-z0-9-]*[a-z0-9])?|[0-9]{1,5}/(TCP|UDP|SCTP)|[0-9]{1,5}-[0-9]{1,5})$',
      }),
      { description, minItems: 1 },
    ),
  );
const cidrs = (description: string) =>
  Type.Optional(
    Type.Unsafe<readonly string[]>({
      type: 'array',
      items: { type: 'string', pattern: CIDR },
      description,
      minItems: 1,
    }),
  );

const PORTS = 'Ports of the pods: a number, 53/UDP, 8000-8100, or a name. Default: all.';

const target = {
  namespace: namespace('A namespace. Default: that of the hub.'),
  pods: pods('Labels of pods. Default: all pods of the namespace.'),
  addresses: cidrs('Address ranges, instead of pods.'),
  ports: ports(PORTS),
};

const edge = Type.Object(
  {
    from: Type.Unsafe<(typeof SOURCES)[number]>({ enum: SOURCES, description: 'Who.' }),
    to: Type.Unsafe<(typeof SERVICES)[number] | Target>({
      description: 'Whom: a known service, or a namespace, pods, addresses and ports.',
      if: { type: 'string' },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's word.
      then: { enum: SERVICES },
      else: Type.Object(target, { ...closed, minProperties: 1 }),
    }),
  },
  closed,
);

const TargetSchema = Type.Object(target, closed);
export type Target = Static<typeof TargetSchema>;

const service = (name: string) => group(`Where ${name} is.`, target);

export const NetworkSection = section(
  'Whom hub, proxy and servers may reach. With egress, only what is listed, and DNS.',
  {
    egress: Type.Optional(Type.Array(edge, { description: 'Who may reach whom.' })),
    services: group(
      'Where the known services are, if not where they usually are.',
      Object.fromEntries(SERVICES.map((each) => [each, service(each)])) as Record<
        (typeof SERVICES)[number],
        ReturnType<typeof service>
      >,
    ),
    nodeDns: flag('Whether DNS may be asked at private addresses too, as with a cache on each node.', true),
  },
);

export type Network = NonNullable<Static<typeof NetworkSection>>;
