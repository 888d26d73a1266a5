/** Asks both engines about everybody, and lists where they differ. */
import { type Endpoint, isPod, type PodEndpoint, reach, type World } from '../../../lib/checks/network';
import { addressOf } from '../../../lib/document/address';
import type { JsonObject } from '../../../lib/document/json';
import { connections, isOpen } from './analyzer';

export interface Case {
  readonly world: World;
  readonly policies: readonly JsonObject[];
  readonly namespaces: readonly string[];
  readonly endpoints: readonly Endpoint[];
}

export interface Difference {
  readonly question: string;
  readonly ours: string;
  readonly theirs: boolean;
}

/** What both were asked, and where they differ. Of a pod towards itself the other one says nothing. */
export function compare(program: string, { world, policies, namespaces, endpoints }: Case) {
  const pods = endpoints.filter(isPod);
  const found = connections(program, [
    ...namespaces.map((name) => namespaceOf(world, name)),
    ...pods.map((pod, index) => podOf(pod, index)),
    ...policies,
  ]);
  const index = new Map(pods.map((pod, each) => [pod, `${pod.namespace}/p${each}[Pod]`]));
  const ours = (endpoint: Endpoint, theirs: string) =>
    isPod(endpoint) ? index.get(endpoint) === theirs : inRange(theirs, endpoint.address);
  const differences: Difference[] = [];
  let asked = 0;
  for (const from of endpoints)
    for (const to of endpoints) {
      if (from === to || (!isPod(from) && !isPod(to))) continue;
      const open = found.filter(({ src, dst }) => ours(from, src) && ours(to, dst));
      for (const port of to.ports) {
        asked += 1;
        const theirs = open.some(({ conn }) => isOpen(conn, port.number, port.protocol));
        const answer = reach(world, from, to, port);
        // That rules for addresses mean pods is something the other one rules out.
        if ((answer.verdict === 'allowed') !== theirs)
          differences.push({
            question: `${from.name} -> ${to.name} ${port.number}/${port.protocol}`,
            ours: `${answer.verdict}: ${answer.egress}; ${answer.ingress}`,
            theirs,
          });
      }
    }
  return { asked, differences };
}

function namespaceOf({ namespaces }: World, name: string): JsonObject {
  const labels = { 'kubernetes.io/metadata.name': name, ...namespaces[name] };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function podOf({ namespace, labels, ports }: PodEndpoint, index: number): JsonObject {
  const containerPorts = ports.map(({ number, protocol, name }) => ({
    containerPort: number,
    protocol,
    ...(name === undefined ? {} : { name }),
  }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `p${index}`, namespace, labels: { ...labels } },
    spec: { containers: [{ name: 'main', image: 'none', ports: containerPorts }] },
  };
}

/** `10.0.0.0-10.255.255.255`. */
function inRange(text: string, address: string): boolean {
  const [first, last = first] = text.split('-').map((each) => addressOf(each));
  const own = addressOf(address);
  return (
    first !== undefined &&
    last !== undefined &&
    own?.family === first.family &&
    first.bits <= own.bits &&
    own.bits <= last.bits
  );
}
