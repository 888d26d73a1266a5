/** Targets of edges as somebody whom a packet can be sent to. */
import { type Endpoint, isPod, type Port, type Protocol } from '../../checks/network';
import type { Target } from '../../config/schema/network';
import { addressOf, holds, rangeOf } from '../../document/address';
import { usualPort } from '../../features/network/services';

/** Stands for anybody outside (RFC 5737); in nobody's private network. */
const ANYBODY = '198.51.100.10';
/** Where nobody names a port. */
const ANY_PORT = 443;

export function endpointOf(
  name: string,
  { namespace, pods, addresses, ports }: Target,
  own: string,
): Endpoint {
  const open = (ports ?? [usualPort(name) ?? ANY_PORT]).map(portOf);
  if (addresses === undefined) return { name, namespace: namespace ?? own, labels: pods ?? {}, ports: open };
  const first = addresses[0] ?? '';
  return { name, address: first.endsWith('/0') ? ANYBODY : first.replace(/\/.*/, ''), ports: open };
}

/** Whether an edge to `target` is one to this port of this place too. */
export function covers(target: Target, to: Endpoint, port: Port, own: string): boolean {
  const { namespace, pods, addresses, ports } = target;
  if (ports !== undefined && !ports.some((each) => within(each, port))) return false;
  if (isPod(to))
    return (
      addresses === undefined &&
      (namespace ?? own) === to.namespace &&
      Object.entries(pods ?? {}).every(([key, value]) => to.labels[key] === value)
    );
  const address = addressOf(to.address);
  return (
    address !== undefined &&
    (addresses ?? []).some((each) => {
      const range = rangeOf(each);
      return range !== undefined && holds(range, address);
    })
  );
}

/** A range stands for its first. */
function portOf(port: number | string): Port {
  const text = String(port);
  const [number = '', protocol = 'TCP'] = text.split('/');
  const first = Number.parseInt(number, 10);
  return Number.isNaN(first)
    ? { number: ANY_PORT, protocol: 'TCP', name: text }
    : { number: first, protocol: protocol as Protocol };
}

function within(wanted: number | string, port: Port): boolean {
  const [, first, last] = /^(\d+)-(\d+)$/.exec(String(wanted)) ?? [];
  if (first !== undefined)
    return port.protocol === 'TCP' && port.number >= Number(first) && port.number <= Number(last);
  const { number, protocol, name } = portOf(wanted);
  return name === undefined ? number === port.number && protocol === port.protocol : name === port.name;
}
