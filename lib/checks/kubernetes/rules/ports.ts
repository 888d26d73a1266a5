import type { Json, JsonObject } from '../../../document/json';
import { brief } from '../shown';
import { follows, PORT_NAME } from '../syntax';
import type { Context, Rule } from './rule';

const NUMBER = 'a port lies between 1 and 65535';

interface Allowed {
  /** Where 0 stands for "none". */
  readonly zero?: boolean;
  /** Where a port may be given by its name. */
  readonly named?: boolean;
}

function wrong(value: Json | undefined, allowed: Allowed): string | undefined {
  if (typeof value === 'number') {
    if ((value >= 1 && value <= 65535) || (value === 0 && allowed.zero)) return undefined;
    return NUMBER;
  }
  if (typeof value !== 'string' || !allowed.named || follows(PORT_NAME, value)) return undefined;
  return /^\d+$/.test(value)
    ? `it has to be ${PORT_NAME.called}; a number is written without quotes`
    : `it has to be ${PORT_NAME.called}`;
}

function port(key: string, allowed: Allowed = {}) {
  return (node: JsonObject, context: Context) => {
    const message = wrong(node[key], allowed);
    if (message !== undefined) context.report(node, [key], 'format', `is ${brief(node[key])}; ${message}.`);
  };
}

const portName = (node: JsonObject, context: Context) => {
  const name = node['name'];
  if (typeof name === 'string' && name !== '' && !follows(PORT_NAME, name))
    context.report(node, ['name'], 'format', `is ${brief(name)}; it has to be ${PORT_NAME.called}.`);
};

const all =
  (...checks: ((node: JsonObject, context: Context) => void)[]) =>
  (node: JsonObject, context: Context) => {
    for (const check of checks) check(node, context);
  };

export const ports: Rule = {
  name: 'ports',
  on: {
    ContainerPort: all(port('containerPort'), port('hostPort', { zero: true }), portName),
    ServicePort: all(
      port('port'),
      port('nodePort', { zero: true }),
      port('targetPort', { zero: true, named: true }),
    ),
    HTTPGetAction: port('port', { named: true }),
    TCPSocketAction: port('port', { named: true }),
    GRPCAction: port('port'),
    NetworkPolicyPort: all(port('port', { named: true }), port('endPort')),
    ServiceBackendPort: port('number', { zero: true }),
  },
};
