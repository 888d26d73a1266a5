/** The evaluator and netpol-analyzer agree: on every example, and on policies made at random. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type Endpoint, type PodEndpoint, policyOf } from '../../../lib/checks/network';
import type { JsonObject } from '../../../lib/document/json';
import { synthesizeFleet } from '../../../lib/synth/fleet';
import { Random } from '../../oracle/go-yaml/random';
import { compare } from './agree';
import { analyzer } from './analyzer';

const ROOT = path.resolve(__dirname, '../../..');

let program = '';
beforeAll(() => {
  program = analyzer();
}, 900_000);

test.each(readdirSync(path.join(ROOT, 'examples')))('on examples/%s', (name) => {
  let hubs = 0;
  synthesizeFleet({
    config: path.join(ROOT, 'examples', name, 'config'),
    nameOf: (file) => file,
    onRendered: (hub, { folder, network }) => {
      const view = network?.();
      if (view === undefined || folder === undefined) throw new Error('not rendered');
      const endpoints: Endpoint[] = [...view.pods, ...view.strangers, ...view.targets];
      const all = endpoints.flatMap((each) => ('namespace' in each ? [each.namespace] : []));
      const policies = folder.objects
        .map(({ manifest }) => manifest as unknown as JsonObject)
        .filter(({ kind }) => kind === 'NetworkPolicy');
      const { asked, differences } = compare(program, {
        world: view.world,
        policies,
        namespaces: [...new Set([hub.namespace, ...all])],
        endpoints,
      });
      expect(policies.length).toBeGreaterThan(0);
      expect(asked).toBeGreaterThan(100);
      expect(differences).toEqual([]);
      hubs += 1;
    },
  });
  expect(hubs).toBeGreaterThan(0);
});

const KEYS = ['app', 'tier', 'team'];
const VALUES = ['a', 'b', 'c'];
const PORT_NAMES = ['http', 'api', 'db'];
const NUMBERS = [53, 80, 443, 8000, 8081];
const ADDRESSES = ['10.1.2.3', '172.20.0.1', '198.51.100.10', '169.254.169.254'];
const BLOCKS = ['0.0.0.0/0', '10.0.0.0/8', '10.1.0.0/16', '169.254.169.254/32', '198.51.100.0/24'];
const NAMESPACES = ['one', 'two'];

/** A world of eight pods, four addresses and up to six policies. */
function made(seed: number) {
  const random = new Random(seed);
  const pick = <T>(all: readonly T[]): T => random.pick(all);
  const chance = (share: number) => random.next() < share;
  const several = <T>(most: number, make: () => T): T[] => random.times(random.below(most + 1), make);
  const labels = () => Object.fromEntries(several(3, () => [pick(KEYS), pick(VALUES)]));
  const selector = (): JsonObject => ({
    ...(chance(0.6) ? { matchLabels: labels() } : {}),
    ...(chance(0.3)
      ? {
          matchExpressions: several(2, () => {
            const operator = pick(['In', 'NotIn', 'Exists', 'DoesNotExist']);
            const values = operator.endsWith('In') ? { values: [pick(VALUES), pick(VALUES)] } : {};
            return { key: pick(KEYS), operator, ...values };
          }),
        }
      : {}),
  });
  const peer = (): JsonObject => {
    if (chance(0.3)) {
      const cidr = pick(BLOCKS);
      const except = cidr === '0.0.0.0/0' && chance(0.5) ? { except: [pick(BLOCKS.slice(1))] } : {};
      return { ipBlock: { cidr, ...except } };
    }
    const space = chance(0.5)
      ? {
          namespaceSelector: chance(0.3)
            ? {}
            : { matchLabels: { 'kubernetes.io/metadata.name': pick(NAMESPACES) } },
        }
      : {};
    return chance(0.7) || Object.keys(space).length === 0 ? { ...space, podSelector: selector() } : space;
  };
  // Named ports are for pods: of an address nobody knows what they are.
  const port = (named: boolean): JsonObject => {
    const protocol = chance(0.4) ? { protocol: pick(['TCP', 'UDP']) } : {};
    if (named && chance(0.3)) return { port: pick(PORT_NAMES), ...protocol };
    if (chance(0.2)) return { port: 8000, endPort: 8090, ...protocol };
    return chance(0.9) ? { port: pick(NUMBERS), ...protocol } : { protocol: 'TCP' };
  };
  const rule = (side: 'from' | 'to'): JsonObject => {
    const peers = chance(0.8) ? several(3, peer) : [];
    const named = side === 'from' || (peers.length > 0 && peers.every((each) => !('ipBlock' in each)));
    return {
      ...(peers.length > 0 ? { [side]: peers } : {}),
      ...(chance(0.7) ? { ports: [port(named), ...several(1, () => port(false))] } : {}),
    };
  };
  const policies = several(6, () => 0).map((_, index): JsonObject => {
    const types = pick([['Ingress'], ['Egress'], ['Ingress', 'Egress'], undefined]);
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `policy-${index}`, namespace: pick(NAMESPACES) },
      spec: {
        podSelector: selector(),
        ...(chance(0.8) ? { ingress: several(2, () => rule('from')) } : {}),
        ...(chance(0.8) ? { egress: several(2, () => rule('to')) } : {}),
        ...(types === undefined ? {} : { policyTypes: types }),
      },
    };
  });
  const pods = Array.from({ length: 8 }, (_, index): PodEndpoint => {
    const numbers = [...new Set(several(3, () => pick(NUMBERS)))];
    return {
      name: `pod ${index}`,
      namespace: pick(NAMESPACES),
      labels: labels(),
      ports: numbers.map((number, each) => ({
        number,
        protocol: chance(0.8) ? 'TCP' : 'UDP',
        name: PORT_NAMES[each] as string,
      })),
    };
  });
  const outside = ADDRESSES.map((address): Endpoint => {
    const ports = NUMBERS.map((number) => ({ number, protocol: 'TCP' }) as const);
    return { name: address, address, ports };
  });
  return {
    world: { policies: policies.map(policyOf), namespaces: {} },
    policies,
    namespaces: NAMESPACES,
    endpoints: [...pods, ...outside],
  };
}

test('on 200 worlds made at random', () => {
  let asked = 0;
  let denied = 0;
  for (let seed = 1; seed <= 200; seed += 1) {
    const world = made(seed);
    const found = compare(program, world);
    asked += found.asked;
    denied += world.policies.length;
    expect({ seed, differences: found.differences }).toEqual({ seed, differences: [] });
  }
  // So that the worlds are not empty.
  expect(asked).toBeGreaterThan(20_000);
  expect(denied).toBeGreaterThan(300);
}, 300_000);
