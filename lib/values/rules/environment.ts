import { isObject, type Json } from '../../document/json';
import type { Path } from '../../document/path';
import { describeType } from '../../validation/describe';
import { autohttpsEnabled } from '../https';
import { type Rule, refuse } from './rule';

/** Variables in map form are texts or EnvVars (B-41): a number has to be quoted. */
export const environment: Rule = ({ hub, proxy }, _written, policy) => {
  const maps: [Path, unknown][] = [
    [['hub', 'extraEnv'], hub.extraEnv],
    [['proxy', 'chp', 'extraEnv'], proxy.chp.extraEnv],
  ];
  // The chart never looks at Traefik's variables where Traefik is not made.
  if (autohttpsEnabled(proxy) || !policy.lenient)
    maps.push([['proxy', 'traefik', 'extraEnv'], proxy.traefik.extraEnv]);
  return maps.flatMap(([path, variables]) =>
    isObject(variables)
      ? Object.entries(variables)
          .filter(([, value]) => typeof value !== 'string' && !isObject(value))
          .map(([name, value]) =>
            refuse(
              'VALUES_ENV',
              [...path, name],
              `The variable ${name} is ${describeType(value as Json)}; it has to be a string or an EnvVar.`,
              value === null ? 'Write "" for an empty value.' : `Quote it: "${String(value)}".`,
            ),
          )
      : [],
  );
};
