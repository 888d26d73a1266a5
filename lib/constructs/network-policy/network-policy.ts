/** The NetworkPolicies of hub, proxy, autohttps and user pods (inventory 1.7): one shape, four settings. */
import type { Json } from '../../document/json';
import {
  filled,
  type NetworkPolicy,
  type NetworkPolicyEgressRule,
  type NetworkPolicyIngressRule,
  type NetworkPolicyPeer,
  type NetworkPolicyPort,
  verbatim,
} from '../kubernetes/plain';
import type { Release } from '../release/release';
import { type EgressRules, sharedEgress } from './egress';

export interface NetworkPolicyValues {
  readonly ingress?: readonly Json[] | null;
  readonly egress?: readonly Json[] | null;
  readonly egressAllowRules: EgressRules;
  readonly interNamespaceAccessLabels?: 'accept' | 'ignore' | null;
  readonly allowedIngressPorts?: readonly Json[] | null;
}

export interface NetworkPolicyProps {
  readonly name: string;
  readonly component: string;
  /** Component of the pods it protects. */
  readonly selects: string;
  /** Ports open to pods with an access label. */
  readonly access: readonly { readonly ports: readonly string[]; readonly label: string }[];
  /** Pods of the platform that it may reach. */
  readonly reaches: readonly { readonly component: string; readonly ports: readonly number[] }[];
  readonly values: NetworkPolicyValues;
  readonly metadataIp: string;
}

export function networkPolicy(release: Release, props: NetworkPolicyProps): NetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: release.metadata(props.name, props.component),
    spec: {
      podSelector: { matchLabels: release.selector(props.selects) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: ingress(props),
      egress: egress(release, props),
    },
  };
}

function ingress({ values, access }: NetworkPolicyProps): NetworkPolicyIngressRule[] {
  const open = filled(values.allowedIngressPorts);
  return [
    ...(open ? [{ ports: open.map((port) => ({ port: portOf(port) })) }] : []),
    ...access.map(({ ports, label }) => ({
      ports: ports.map((port) => ({ port })),
      from: accessPeers(label, values.interNamespaceAccessLabels === 'accept'),
    })),
    ...verbatim<NetworkPolicyIngressRule[]>(values.ingress ?? []),
  ];
}

/** A name or a number; the chart prints it without quotes, so "8000" is a number too. */
function portOf(port: Json): string | number {
  return typeof port === 'string' && /^\d+$/.test(port) ? Number(port) : verbatim<string | number>(port);
}

/** Pods with the label here; if other namespaces count, such pods and all pods of such namespaces there (N-05). */
function accessPeers(label: string, everywhere: boolean): NetworkPolicyPeer[] {
  const labelled = { matchLabels: { [label]: 'true' } };
  return everywhere
    ? [{ podSelector: labelled, namespaceSelector: {} }, { namespaceSelector: labelled }]
    : [{ podSelector: labelled }];
}

function egress(
  release: Release,
  { values, reaches, metadataIp }: NetworkPolicyProps,
): NetworkPolicyEgressRule[] {
  return [
    ...reaches.map(({ component, ports }) => ({
      to: [{ podSelector: { matchLabels: release.selector(component) } }],
      ports: ports.map((port): NetworkPolicyPort => ({ port })),
    })),
    ...sharedEgress(values.egressAllowRules, metadataIp),
    ...verbatim<NetworkPolicyEgressRule[]>(values.egress ?? []),
  ];
}
