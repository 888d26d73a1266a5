/** Whether a packet gets through, and which rule says so. */
import { addressOf, holds, rangeOf } from '../../document/address';
import { asObject, type Json, type JsonObject } from '../../document/json';
import { type Endpoint, isPod, type PodEndpoint, type Port } from './endpoint';
import type { Direction, Policy, Rule } from './policy';
import { selects } from './selector';

/**
 * `depends`: only rules for private addresses allow it, and the other side is a pod. Kubernetes leaves open whether
 * such a rule means pods: Calico says yes, Cilium no.
 */
export type Verdict = 'allowed' | 'denied' | 'depends';

export interface Answer {
  readonly verdict: Verdict;
  /** `NetworkPolicy hub, egress rule 3`, or why there is none. */
  readonly egress: string;
  readonly ingress: string;
}

export interface World {
  readonly policies: readonly Policy[];
  /** Labels of namespaces that are rendered; every other one has its name as a label, as Kubernetes sees to. */
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Half {
  readonly verdict: Verdict;
  readonly reason: string;
}

export function reach(world: World, from: Endpoint, to: Endpoint, port: Port): Answer {
  const egress = half(world, 'egress', from, to, port);
  const ingress = half(world, 'ingress', to, from, port);
  const verdicts = [egress.verdict, ingress.verdict];
  const verdict = verdicts.includes('denied')
    ? 'denied'
    : verdicts.includes('depends')
      ? 'depends'
      : 'allowed';
  return { verdict, egress: egress.reason, ingress: ingress.reason };
}

/** `self`: whose policies count. The port is always one of the receiver. */
function half(world: World, direction: Direction, self: Endpoint, peer: Endpoint, port: Port): Half {
  if (!isPod(self)) return { verdict: 'allowed', reason: 'no pod, no policy' };
  const closing = world.policies.filter(
    (each) =>
      each[direction] !== undefined &&
      each.namespace === self.namespace &&
      selects(each.podSelector, self.labels),
  );
  if (closing.length === 0) return { verdict: 'allowed', reason: `no policy for ${direction}` };
  const names = (rule: Rule, policy: Policy) =>
    `NetworkPolicy ${policy.name}, ${direction} rule ${rule.number}`;
  let depends: string | undefined;
  for (const policy of closing)
    for (const rule of policy[direction] ?? []) {
      if (!portMatches(rule, port)) continue;
      const matched = peerMatches(world, policy, rule, peer);
      if (matched === 'allowed') return { verdict: 'allowed', reason: names(rule, policy) };
      if (matched === 'depends') depends ??= names(rule, policy);
    }
  if (depends !== undefined) return { verdict: 'depends', reason: `${depends}, if it means pods` };
  const all = closing.map(({ name }) => name).join(', ');
  return { verdict: 'denied', reason: `no ${direction} rule of NetworkPolicy ${all} allows it` };
}

function portMatches({ ports }: Rule, port: Port): boolean {
  return (
    ports === undefined ||
    ports.some(({ port: wanted, endPort, protocol }) => {
      if (String(protocol ?? 'TCP') !== port.protocol) return false;
      if (wanted === undefined || wanted === null) return true;
      if (typeof wanted === 'string' && !/^\d+$/.test(wanted)) return port.name === wanted;
      const first = Number(wanted);
      const last = typeof endPort === 'number' ? endPort : first;
      return port.number >= first && port.number <= last;
    })
  );
}

function peerMatches(world: World, policy: Policy, { peers }: Rule, peer: Endpoint): Verdict {
  if (peers === undefined) return 'allowed';
  const verdicts = peers.map((each): Verdict => {
    if (each['ipBlock'] !== undefined) return blockMatches(asObject(each['ipBlock']), peer);
    return isPod(peer) && podMatches(world, policy, each, peer) ? 'allowed' : 'denied';
  });
  return verdicts.includes('allowed') ? 'allowed' : verdicts.includes('depends') ? 'depends' : 'denied';
}

function podMatches(world: World, policy: Policy, peer: JsonObject, pod: PodEndpoint): boolean {
  const { namespaceSelector, podSelector } = peer as { namespaceSelector?: Json; podSelector?: Json };
  const inNamespace =
    namespaceSelector === undefined
      ? pod.namespace === policy.namespace
      : selects(namespaceSelector, {
          ...world.namespaces[pod.namespace],
          'kubernetes.io/metadata.name': pod.namespace,
        });
  return inNamespace && selects(podSelector, pod.labels);
}

/** Where pods usually are. */
const OF_PODS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap((each) => rangeOf(each) ?? []);

function blockMatches({ cidr, except }: JsonObject, peer: Endpoint): Verdict {
  const range = rangeOf(String(cidr));
  const excepted = (Array.isArray(except) ? except : []).flatMap((each) => rangeOf(String(each)) ?? []);
  if (range === undefined) return 'denied';
  if (isPod(peer)) {
    const open = OF_PODS.some((each) => {
      const overlaps = each.prefix >= range.prefix ? holds(range, each) : holds(each, range);
      return overlaps && !excepted.some((closed) => closed.prefix <= each.prefix && holds(closed, each));
    });
    return open ? 'depends' : 'denied';
  }
  const address = addressOf(peer.address);
  if (address === undefined || !holds(range, address)) return 'denied';
  return excepted.some((each) => holds(each, address)) ? 'denied' : 'allowed';
}
