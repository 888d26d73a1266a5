/** `network` becomes the egress rules of the policies of hub, proxy and servers: what no edge names is closed. */
import { type Network, SERVICES, type SOURCES, type Target } from '../../config/schema/network';
import type { Sections } from '../../config/schema/sections';
import type { Json, JsonObject } from '../../document/json';
import type { Feature, FeatureContext, FeatureProblem } from '../feature';
import { writtenAt } from '../names';
import { atAddress } from './address';
import { problems } from './problems';
import { metadataAddress, rule } from './rules';
import { type ServiceName, targetOf } from './services';

type Source = (typeof SOURCES)[number];

export interface Edge {
  readonly from: Source;
  readonly to: ServiceName | Target;
}

/** An edge with the place that its name stands for. */
export interface PlacedEdge {
  readonly from: Source;
  readonly name: string;
  readonly target: Target;
}

export function network(context: FeatureContext): Feature {
  const section = context.sections.network;
  if (section?.egress === undefined) return {};
  const found: FeatureProblem[] = problems(section, context);
  if (found.length > 0) return { problems: found };
  const metadataIp = metadataAddress(context.values);
  const edges = withoutRepeats([...needed(context), ...section.egress]).filter(
    // The servers' own comes with `vault`, declared or not.
    ({ from, to }) => !(context.sections.vault !== undefined && from === 'notebook' && to === 'vault'),
  );
  const policy = (source: Source): JsonObject => ({
    networkPolicy: {
      egressAllowRules: {
        cloudMetadataServer: false,
        dnsPortsCloudMetadataServer: false,
        dnsPortsKubeSystemNamespace: true,
        dnsPortsPrivateIPs: section.nodeDns ?? true,
        nonPrivateIPs: false,
        privateIPs: false,
      },
      egress: edges
        .filter(({ from }) => from === source)
        .map(({ to }): Json => {
          const target = typeof to === 'string' ? targetOf(to, section, context.sections) : to;
          return rule(target, metadataIp, to === 'internet');
        }),
    },
  });
  return {
    values: {
      hub: policy('hub'),
      singleuser: policy('notebook'),
      proxy: { chp: policy('proxy'), traefik: policy('autohttps') },
    },
    assumptions: assumptions(edges, section, context.sections),
  };
}

/** Every edge of a config, declared or needed, for checks. */
export function placedEdges(context: FeatureContext): PlacedEdge[] {
  const { network: section = {}, vault } = context.sections;
  const all: Edge[] = [
    ...needed(context),
    ...(vault === undefined ? [] : [{ from: 'notebook', to: 'vault' } as const]),
    ...(section.egress ?? []),
  ];
  return withoutRepeats(all).map(({ from, to }) => ({
    from,
    name: typeof to === 'string' ? to : nameOf(to),
    target: typeof to === 'string' ? targetOf(to, section, context.sections) : to,
  }));
}

/** The known services, wherever they are. */
export function knownTargets({ sections }: FeatureContext): (readonly [string, Target])[] {
  return SERVICES.map((name) => [name, targetOf(name, sections.network ?? {}, sections)]);
}

function nameOf({ namespace, pods, addresses }: Target): string {
  if (addresses !== undefined) return addresses.join(' ');
  const labels = Object.entries(pods ?? {}).map(([key, value]) => `${key}=${value}`);
  return [namespace ?? 'here', ...labels].join(' ');
}

/** What the config itself needs: closing it would be a hub that does not work. */
function needed({ sections, values }: FeatureContext): Edge[] {
  const { login, vault } = sections;
  const endpoints = Object.values(login?.oidc?.endpoints ?? {}).filter((each) => each !== undefined);
  const database = writtenAt(values, 'hub', 'db', 'url');
  const addresses = [...endpoints, ...(typeof database === 'string' ? [database] : [])];
  return [
    { from: 'hub', to: 'kubernetes-api' },
    ...(login?.keycloak === undefined ? [] : [{ from: 'hub', to: 'keycloak' } as const]),
    ...(vault === undefined ? [] : [{ from: 'hub', to: 'vault' } as const]),
    ...addresses.flatMap((each): Edge[] => {
      const to = atAddress(each);
      return to === undefined ? [] : [{ from: 'hub', to }];
    }),
    // It gets certificates from Let's Encrypt and tells Kubernetes.
    ...(writtenAt(values, 'proxy', 'https', 'enabled') === true
      ? [{ from: 'autohttps', to: 'internet' } as const, { from: 'autohttps', to: 'kubernetes-api' } as const]
      : []),
  ];
}

function withoutRepeats(edges: readonly Edge[]): Edge[] {
  return [...new Map(edges.map((each) => [JSON.stringify(each), each])).values()];
}

function shown({ namespace, addresses = [], ports = [] }: Target): string {
  const place = namespace === undefined ? addresses.join(', ') : `pods of the namespace ${namespace}`;
  return ports.length === 0 ? place : `${place}, port ${ports.join(', ')}`;
}

function assumptions(edges: readonly Edge[], section: Network, sections: Sections): string[] {
  const names = new Set(edges.map(({ to }) => to).filter((to) => typeof to === 'string'));
  return [...names]
    .filter(
      (name) => !['internet', 'kubernetes-api'].includes(name) && section.services?.[name] === undefined,
    )
    .map((name) => `${name} is at ${shown(targetOf(name, section, sections))} (network.services.${name}).`);
}
