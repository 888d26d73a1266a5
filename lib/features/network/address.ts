/** Whom a policy has to open for an address: names are not known to policies, only pods and numbers. */
import type { Target } from '../../config/schema/network';
import { addressOf, widthOf } from '../../document/address';

const STANDARD: Readonly<Record<string, number>> = {
  https: 443,
  http: 80,
  postgresql: 5432,
  postgres: 5432,
  mysql: 3306,
};

/** `<service>.<namespace>.svc`, with or without the name of the cluster. */
const IN_CLUSTER = /^[^.]+\.([a-z0-9-]+)\.svc(\.|$)/;

/** Undefined where the text is no address. */
export function atAddress(url: string): Target | undefined {
  const parsed = parse(url);
  if (parsed === undefined) return undefined;
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  const namespace = IN_CLUSTER.exec(host)?.[1];
  // The port of a Service need not be that of its pods.
  if (namespace !== undefined) return { namespace };
  const scheme = parsed.protocol.replace(/(\+.*)?:$/, '');
  const port = parsed.port === '' ? STANDARD[scheme] : Number(parsed.port);
  const address = addressOf(host);
  const addresses = [address === undefined ? '0.0.0.0/0' : `${host}/${widthOf(address)}`];
  return { addresses, ...(port === undefined ? {} : { ports: [port] }) };
}

function parse(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
