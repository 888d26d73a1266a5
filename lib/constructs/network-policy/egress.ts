/** The egress rules that every policy has a switch for (N-07 to N-12). */
import type { NetworkPolicyEgressRule, NetworkPolicyPeer } from '../kubernetes/plain';

type Switch = boolean | null | undefined;

export interface EgressRules {
  readonly cloudMetadataServer?: Switch;
  readonly dnsPortsCloudMetadataServer?: Switch;
  readonly dnsPortsKubeSystemNamespace?: Switch;
  readonly dnsPortsPrivateIPs?: Switch;
  readonly nonPrivateIPs?: Switch;
  readonly privateIPs?: Switch;
}

/** RFC 1918. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

const block = (cidr: string): NetworkPolicyPeer => ({ ipBlock: { cidr } });

export function sharedEgress(allow: EgressRules, metadataIp: string): NetworkPolicyEgressRule[] {
  const metadata = `${metadataIp}/32`;
  const nameServers = [
    ...(allow.dnsPortsCloudMetadataServer ? [block(metadata)] : []),
    ...(allow.dnsPortsKubeSystemNamespace ? [kubeSystem] : []),
    ...(allow.dnsPortsPrivateIPs ? PRIVATE.map(block) : []),
  ];
  return [
    ...(nameServers.length > 0 ? [{ ports: DNS, to: nameServers }] : []),
    ...(allow.nonPrivateIPs
      ? [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: [...PRIVATE, metadata] } }] }]
      : []),
    ...(allow.privateIPs ? [{ to: PRIVATE.map(block) }] : []),
    ...(allow.cloudMetadataServer ? [{ to: [block(metadata)] }] : []),
  ];
}

const DNS = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];

const kubeSystem: NetworkPolicyPeer = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
};
