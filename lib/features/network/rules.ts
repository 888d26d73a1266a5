/** An edge as a rule of a NetworkPolicy. The metadata address is in none of them. */
import type { Target } from '../../config/schema/network';
import { addressOf, holds, rangeOf, widthOf } from '../../document/address';
import type { Json, JsonObject } from '../../document/json';
import { inNamespace, writtenAt } from '../names';

/** RFC 1918. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** The metadata address of EC2 besides the usual one. */
const METADATA_IPV6 = 'fd00:ec2::254';

export function rule(target: Target, metadataIp: string, internet = false): JsonObject {
  const { addresses, ports } = target;
  const to: Json[] =
    addresses === undefined
      ? [pods(target)]
      : addresses.map((cidr) => {
          const except = [
            ...(internet ? PRIVATE.filter((each) => within(cidr, each)) : []),
            ...metadata(metadataIp).filter((each) => within(cidr, each)),
          ];
          return { ipBlock: { cidr, ...(except.length === 0 ? {} : { except }) } };
        });
  return { to, ...(ports === undefined ? {} : { ports: ports.map(portOf) }) };
}

function pods({ namespace, pods: labels }: Target): JsonObject {
  return {
    ...(namespace === undefined ? {} : inNamespace(namespace)),
    ...(labels === undefined
      ? namespace === undefined
        ? { podSelector: {} }
        : {}
      : { podSelector: { matchLabels: { ...labels } } }),
  };
}

function portOf(port: number | string): JsonObject {
  const text = String(port);
  const [, first, last] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  if (first !== undefined) return { port: Number(first), endPort: Number(last), protocol: 'TCP' };
  const [number = '', protocol = 'TCP'] = text.split('/');
  return { port: /^\d+$/.test(number) ? Number(number) : number, protocol };
}

/** Both of them as ranges of one. */
export function metadata(ip: string): string[] {
  return [...new Set([ip, METADATA_IPV6])].map(
    (each) => `${each}/${widthOf(addressOf(each) ?? { family: 4 })}`,
  );
}

function within(cidr: string, range: string): boolean {
  const [outer, inner] = [rangeOf(cidr), rangeOf(range)];
  return outer !== undefined && inner !== undefined && outer.prefix <= inner.prefix && holds(outer, inner);
}

export function metadataAddress(values: JsonObject): string {
  const written = writtenAt(values, 'singleuser', 'cloudMetadata', 'ip');
  return typeof written === 'string' ? written : '169.254.169.254';
}
