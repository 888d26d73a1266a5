/** A hub as its NetworkPolicies see it: its pods, those around it, and what is wanted of them. */
import {
  betweenParts,
  type Endpoint,
  fromStrangers,
  type Parts,
  type PodEndpoint,
  policyOf,
  type Wanted,
  type World,
  workloadPods,
} from '../../checks/network';
import type { Hub } from '../../config/hub';
import type { JsonObject } from '../../document/json';
import { knownTargets, type PlacedEdge, placedEdges } from '../../features/network/network';
import { metadataAddress } from '../../features/network/rules';
import type { RenderedObject } from '../../output/rendered';
import type { HubConfiguration } from '../../values/hub-configuration';
import { covers, endpointOf } from './peers';
import { serverPods } from './servers';

export interface NetworkView {
  readonly world: World;
  /** The hub's own pods. */
  readonly pods: readonly PodEndpoint[];
  /** Who else may ask for them. */
  readonly strangers: readonly PodEndpoint[];
  /** Whom else they may ask for. */
  readonly targets: readonly Endpoint[];
  readonly wanted: readonly Wanted[];
}

const DNS: PodEndpoint = {
  name: 'dns',
  namespace: 'kube-system',
  labels: { 'k8s-app': 'kube-dns' },
  ports: [
    { number: 53, protocol: 'UDP', name: 'dns' },
    { number: 53, protocol: 'TCP', name: 'dns-tcp' },
  ],
};

export function networkView(
  hub: Hub,
  objects: readonly RenderedObject[],
  configuration: HubConfiguration,
): NetworkView {
  const manifests = objects.map(({ manifest }) => manifest as unknown as JsonObject);
  const workloads = workloadPods(manifests, hub.namespace);
  const servers = serverPods(configuration, hub.namespace);
  const part = (name: string) => workloads.find(({ labels }) => labels['component'] === name);
  const parts: Parts = { hub: part('hub'), proxy: part('proxy'), autohttps: part('autohttps'), servers };
  const strangers = strangersOf(hub);
  const metadata: Endpoint = {
    name: 'metadata',
    address: metadataAddress(hub.values),
    ports: [{ number: 80, protocol: 'TCP' }],
  };
  const edges = placedEdges(hub);
  return {
    world: {
      policies: manifests.filter(({ kind }) => kind === 'NetworkPolicy').map(policyOf),
      namespaces: namespacesOf(manifests),
    },
    pods: [...workloads, ...servers],
    strangers: Object.values(strangers),
    targets: [DNS, metadata, ...targetsOf(hub, edges)],
    wanted: [
      ...betweenParts(parts),
      ...fromStrangers(parts, [strangers.here, strangers.elsewhere]),
      ...entry(hub, parts, strangers),
      ...outwards(hub, parts, edges, metadata),
    ],
  };
}

function namespacesOf(manifests: readonly JsonObject[]): World['namespaces'] {
  return Object.fromEntries(
    manifests
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata }) => {
        const { name, labels = {} } = metadata as { name: string; labels?: Record<string, string> };
        return [name, labels];
      }),
  );
}

function strangersOf(hub: Hub) {
  const { exposure, monitoring } = hub.sections;
  const pod = (name: string, namespace: string): PodEndpoint => ({ name, namespace, labels: {}, ports: [] });
  return {
    here: pod('another pod here', hub.namespace),
    elsewhere: pod('a pod elsewhere', 'elsewhere'),
    ingress: pod('ingress controller', exposure?.controllerNamespace ?? 'ingress'),
    ...(monitoring === undefined
      ? {}
      : { prometheus: pod('prometheus', monitoring.namespace ?? 'monitoring') }),
  };
}

type Strangers = ReturnType<typeof strangersOf>;

/** People, and whoever measures. */
function entry(hub: Hub, parts: Parts, { ingress, prometheus, elsewhere }: Strangers): Wanted[] {
  const door = parts.autohttps ?? parts.proxy;
  const name = parts.autohttps === undefined ? 'http' : 'https';
  const doorPort = door?.ports.find((each) => each.name === name);
  const metrics = parts.hub?.ports.find((each) => each.name === 'http');
  const onlyIngress = hub.sections.exposure?.controllerNamespace !== undefined;
  return [
    ...(door === undefined || doorPort === undefined
      ? []
      : [
          { from: ingress, to: door, port: doorPort, verdict: 'allowed', why: 'nobody gets in' } as const,
          ...(onlyIngress
            ? [
                {
                  from: elsewhere,
                  to: door,
                  port: doorPort,
                  verdict: 'denied',
                  why: 'exposure.controllerNamespace says who may',
                } as const,
              ]
            : []),
        ]),
    ...(prometheus === undefined || parts.hub === undefined || metrics === undefined
      ? []
      : [
          {
            from: prometheus,
            to: parts.hub,
            port: metrics,
            verdict: 'allowed',
            why: 'there are no metrics',
          } as const,
        ]),
  ];
}

function outwards(hub: Hub, parts: Parts, edges: readonly PlacedEdge[], metadata: Endpoint): Wanted[] {
  const sources = [
    ['hub', parts.hub],
    ['proxy', parts.proxy],
    ['autohttps', parts.autohttps],
    ...parts.servers.map((each) => ['notebook', each] as const),
  ] as const;
  const declared = hub.sections.network?.egress !== undefined;
  return sources.flatMap(([source, from]): Wanted[] => {
    if (from === undefined) return [];
    const own = edges.filter((each) => each.from === source);
    const to = (target: Endpoint, verdict: Wanted['verdict'], why: string): Wanted[] =>
      target.ports.map((port) => ({ from, to: target, port, verdict, why }));
    return [
      ...to(DNS, 'allowed', 'it finds nobody by name'),
      ...(declared || source === 'notebook'
        ? to(metadata, 'denied', 'clouds keep the secrets of a node there')
        : []),
      ...own.flatMap(({ name, target }) =>
        to(endpointOf(name, target, hub.namespace), 'allowed', 'the config says so'),
      ),
      ...(declared
        ? targetsOf(hub, edges).flatMap((target) =>
            to(target, 'denied', 'network.egress does not list it').filter(
              ({ port }) => !own.some((edge) => covers(edge.target, target, port, hub.namespace)),
            ),
          )
        : []),
    ];
  });
}

/** Every place that an edge names, and the known ones. */
function targetsOf(hub: Hub, edges: readonly PlacedEdge[]): Endpoint[] {
  const all = [...edges.map(({ name, target }) => [name, target] as const), ...knownTargets(hub)];
  const endpoints = all.map(([name, target]) => endpointOf(name, target, hub.namespace));
  return [...new Map(endpoints.map((each) => [each.name, each])).values()];
}
