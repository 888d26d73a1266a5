/** The values of the chart (inventory section 2): the one source for type, check, defaults and documentation. */
import { type Static, Type } from '@sinclair/typebox';
import { hub } from './hub';
import {
  choice,
  flag,
  flagOrNull,
  integerOrNull,
  list,
  object,
  required,
  stringMap,
  textOrNull,
} from './leaf';
import { prePuller } from './pre-puller';
import { proxy } from './proxy';
import { scheduling } from './scheduling';
import { closed } from './shapes';
import { singleuser } from './singleuser';

const imagePullSecret = Type.Object(
  {
    create: required(flag('Whether a Secret for pulling images is needed.', false)),
    automaticReferenceInjection: flag('Whether every pod refers to it.', true),
    registry: textOrNull('Registry; empty: Docker Hub.', null),
    username: textOrNull('User name.', null),
    password: textOrNull('Password. Secret.', null),
    email: textOrNull('E-mail address.', null),
  },
  { description: 'Registry credentials. Unknown keys are refused once `create` is true.' },
);

const ingress = closed({
  enabled: required(flag('Whether an Ingress leads to the proxy.', false)),
  annotations: stringMap('Annotations.', {}),
  ingressClassName: textOrNull('Class.', null),
  hosts: list('Host names; none: every host.', []),
  pathSuffix: textOrNull('Appended to the base path.', null),
  pathType: choice(['Prefix', 'Exact', 'ImplementationSpecific'], 'How the path matches.', 'Prefix'),
  tls: list('TLS settings, verbatim.', []),
  extraPaths: list('Further paths in every rule, verbatim.', []),
});

const cull = closed({
  enabled: required(flag('Whether idle servers are stopped.', true)),
  users: flagOrNull('Whether idle users are deleted too.', false),
  adminUsers: flagOrNull("Whether administrators' servers are stopped too.", true),
  removeNamedServers: flagOrNull('Whether stopped named servers are removed.', false),
  timeout: integerOrNull('Seconds of idleness until a server stops.', 3600),
  every: integerOrNull('Seconds between looks.', 600),
  concurrency: integerOrNull('How many requests at once.', 10),
  maxAge: integerOrNull('Seconds until a server stops, idle or not; 0: never.', 0),
});

export const ValuesSchema = closed({
  enabled: flagOrNull('For parent charts; without effect.', null),
  fullnameOverride: textOrNull('Prefix of all names; null: made from the release (L-01).', ''),
  nameOverride: textOrNull('Instead of `jupyterhub` in labels (L-04).', null),
  custom: required(object("Anything, for users' hub code.", {})),
  imagePullSecret,
  imagePullSecrets: required(list('Secrets with registry credentials for all pods: names or `{name}`.', [])),
  rbac: closed({ create: required(flag('Whether roles and bindings are made.', true)) }),
  debug: closed({ enabled: required(flag('Whether hub, proxy and Traefik log at debug level.', false)) }),
  global: required(object('Anything, for parent charts.', { safeToShowValues: false })),
  hub,
  proxy,
  singleuser,
  scheduling,
  prePuller,
  ingress,
  cull,
});

/** Values as the constructs read them: defaults joined with a user's, checked. */
export type Values = Static<typeof ValuesSchema>;
