/** `proxy`: configurable-http-proxy, Traefik with automatic certificates, HTTPS (inventory 2.4). */
import { CHART_RELEASE } from '../chart-release';
import {
  choice,
  flag,
  flagOrNull,
  integer,
  integerOrNull,
  list,
  object,
  objectOrList,
  required,
  secretOrNull,
  stringMap,
  textOrNull,
  texts,
} from './leaf';
import {
  closed,
  deletable,
  extraPodSpec,
  image,
  networkPolicy,
  podDisruptionBudget,
  probe,
  resources,
  revisionHistoryLimit,
  serviceAccount,
  unprivilegedContext,
} from './shapes';

const service = closed({
  type: choice(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'], 'Service type.', 'LoadBalancer'),
  labels: stringMap('Labels of the Services proxy-public and proxy-http.', {}),
  annotations: stringMap('Annotations of the Services proxy-public and proxy-http.', {}),
  nodePorts: closed({
    http: integerOrNull('Node port of HTTP.', null),
    https: integerOrNull('Node port of HTTPS.', null),
  }),
  disableHttpPort: flag('Whether port 80 is left out.', false),
  extraPorts: list('Further ports, verbatim.', []),
  loadBalancerIP: textOrNull('Address asked of the load balancer.', null),
  loadBalancerSourceRanges: list('Networks that the load balancer lets in.', []),
});

const chp = closed({
  revisionHistoryLimit,
  containerSecurityContext: unprivilegedContext,
  image: image(...CHART_RELEASE.images.configurableHttpProxy, 'the proxy'),
  extraCommandLineFlags: texts('Further flags, last; look-ups of values may stand in them.', []),
  livenessProbe: probe('Liveness', [60, 10, 3, 30]),
  readinessProbe: probe('Readiness', [0, 2, 1, 1000]),
  resources: resources('the proxy'),
  defaultTarget: textOrNull('Where requests go that no route takes; null: the hub.', null),
  errorTarget: textOrNull('Where error pages come from; null: the hub.', null),
  extraEnv: objectOrList('Environment variables: a map of strings or EnvVars, or a list.', {}),
  nodeSelector: object('Node selector.', {}),
  tolerations: list('Tolerations, after those of scheduling.corePods.', []),
  networkPolicy: networkPolicy('the proxy', ['http', 'https'], false),
  pdb: podDisruptionBudget('the proxy', false, null, 1),
  extraPodSpec,
});

const traefik = closed({
  revisionHistoryLimit,
  containerSecurityContext: unprivilegedContext,
  image: image(...CHART_RELEASE.images.traefik, 'Traefik'),
  hsts: closed({
    includeSubdomains: required(flag('Whether sub-domains are included.', false)),
    preload: required(flag('Whether browsers may preload it.', false)),
    maxAge: required(integer('Seconds for which browsers insist on HTTPS.', 15724800)),
  }),
  resources: resources('Traefik'),
  labels: stringMap('Pod labels.', {}),
  extraInitContainers: list('Init containers after load-acme, verbatim.', []),
  extraEnv: objectOrList('Environment variables of Traefik and load-acme: a map or a list.', {}),
  extraVolumes: list('Further volumes, verbatim.', []),
  extraVolumeMounts: list('Further mounts of Traefik, verbatim.', []),
  extraStaticConfig: object('Merged over traefik.yaml.', {}),
  extraDynamicConfig: object('Merged over dynamic.yaml.', {}),
  extraPorts: list('Further container ports, verbatim.', []),
  nodeSelector: object('Node selector.', {}),
  tolerations: list('Tolerations, after those of scheduling.corePods.', []),
  networkPolicy: networkPolicy('Traefik', ['http', 'https'], false),
  pdb: podDisruptionBudget('Traefik', false, null, 1),
  serviceAccount: serviceAccount('Traefik'),
  extraPodSpec,
});

const https = closed({
  enabled: flagOrNull('Whether the platform itself speaks HTTPS.', false),
  type: choice(
    [null, '', 'letsencrypt', 'manual', 'offload', 'secret'],
    'Where the certificate comes from; offload: a load balancer has it.',
    'letsencrypt',
  ),
  letsencrypt: deletable({
    contactEmail: textOrNull('Address for messages of the certificate authority.', null),
    acmeServer: textOrNull('ACME directory.', 'https://acme-v02.api.letsencrypt.org/directory'),
  }),
  manual: deletable({
    key: textOrNull('Private key, PEM. Secret.', null),
    cert: textOrNull('Certificate chain, PEM.', null),
  }),
  secret: deletable({
    name: textOrNull('Existing TLS Secret.', null),
    key: textOrNull('Its key with the private key.', 'tls.key'),
    crt: textOrNull('Its key with the certificate.', 'tls.crt'),
  }),
  hosts: list('Host names of the certificate.', []),
});

export const proxy = closed({
  secretToken: secretOrNull('Token between hub and proxy. Secret.', null),
  annotations: stringMap('Pod annotations.', {}),
  labels: stringMap('Pod labels.', {}),
  deploymentStrategy: closed({
    type: textOrNull('Deployment strategy.', 'Recreate'),
    rollingUpdate: textOrNull('Settings of the strategy RollingUpdate.', null),
  }),
  service,
  chp,
  traefik,
  secretSync: closed({
    containerSecurityContext: unprivilegedContext,
    image: image(...CHART_RELEASE.images.secretSync, 'the keeper of certificates'),
    resources: resources('the keeper of certificates'),
  }),
  https,
});
