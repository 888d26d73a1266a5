/** Edges that cannot be meant. */

import type { Network, Target } from '../../config/schema/network';
import { rangeOf } from '../../document/address';
import type { Path } from '../../document/path';
import type { FeatureContext, FeatureProblem } from '../feature';
import { writtenAt } from '../names';
import { metadata, metadataAddress } from './rules';

const SWITCHES = [
  ['hub', 'networkPolicy', 'enabled'],
  ['singleuser', 'networkPolicy', 'enabled'],
  ['proxy', 'chp', 'networkPolicy', 'enabled'],
];

export function problems(
  { egress = [], services = {} }: Network,
  { values }: FeatureContext,
): FeatureProblem[] {
  const closedTo = metadata(metadataAddress(values));
  const targets: (readonly [Path, Target])[] = [
    ...egress.flatMap(({ to }, index): (readonly [Path, Target])[] =>
      typeof to === 'string' ? [] : [[['network', 'egress', index, 'to'], to]],
    ),
    ...Object.entries(services).flatMap(([name, target]): (readonly [Path, Target])[] =>
      target === undefined ? [] : [[['network', 'services', name], target]],
    ),
  ];
  return [
    ...targets.flatMap(([path, target]) => ofTarget(path, target, closedTo)),
    ...SWITCHES.filter((path) => writtenAt(values, ...path) === false).map(
      (path): FeatureProblem => ({
        code: 'VALUES_CONFLICT',
        path: ['jupyterhub', ...path],
        message: `network.egress closes what is not listed, and jupyterhub.${path.join('.')} takes the policy away.`,
        hint: 'Drop one of them.',
      }),
    ),
  ];
}

function ofTarget(path: Path, target: Target, closedTo: readonly string[]): FeatureProblem[] {
  const { addresses = [], namespace, pods, ports = [] } = target;
  const problem = (key: string, message: string, hint: string): FeatureProblem => ({
    code: 'VALUES_CONFLICT',
    path: [...path, key],
    message,
    hint,
  });
  return [
    ...(addresses.length > 0 && (namespace !== undefined || pods !== undefined)
      ? [problem('addresses', 'A target is addresses or pods, not both.', 'Make two edges of it.')]
      : []),
    ...addresses
      .filter((each) => rangeOf(each) === undefined)
      .map((each) => problem('addresses', `${each} is no address range.`, 'Write it like 10.20.0.0/16.')),
    ...addresses
      .filter((each) => closedTo.includes(each))
      .map((each) =>
        problem(
          'addresses',
          `${each} is the metadata address, where clouds keep the secrets of a node: nobody may reach it.`,
          'Drop it; jupyterhub.singleuser.networkPolicy.egressAllowRules opens it on purpose.',
        ),
      ),
    ...ports
      .filter((each) => !isPort(each))
      .map((each) => problem('ports', `${each} is no port.`, 'Ports are 1 to 65535; a range goes upwards.')),
  ];
}

/** Names are left to the cluster. */
function isPort(port: number | string): boolean {
  const text = String(port);
  if (!/^[0-9]/.test(text) || /[a-z]/.test(text)) return true;
  const numbers = (text.match(/[0-9]+/g) ?? []).map(Number);
  const [first = 0, last = first] = numbers;
  return numbers.every((each) => each >= 1 && each <= 65535) && first <= last;
}
