/** hub.services and hub.loadRoles: a field that JupyterHub does not know ends its start, or is passed over. */
import { isObject, type Json } from '../../document/json';
import { type Path, showPath } from '../../document/path';
import { describeType, describeValue } from '../../validation/describe';
import { closest } from '../../validation/did-you-mean';
import { doubt, type Finding, type Policy } from '../rules/rule';
import type { Values } from '../schema/values';
import { type Types, traitData } from './data';
import { refusal } from './refusal';

const NAMES = { list: ['string', 0] } as const;
const ROLE: Types = {
  name: 'string',
  description: 'string',
  scopes: NAMES,
  users: NAMES,
  services: NAMES,
  groups: NAMES,
};

export function serviceFindings({ hub }: Pick<Values, 'hub'>, policy: Policy): Finding[] {
  const findings: Finding[] = [];
  const check = (map: Json | null | undefined, path: Path, types: Types, what: string) => {
    for (const [key, each] of Object.entries(isObject(map) ? map : {}))
      if (each !== null) findings.push(...entryFindings(each, [...path, key], types, what, policy));
  };
  if (Object.keys(hub.services ?? {}).length > 0) {
    // The chart keeps the token in the hub's Secret and gives it to the service.
    const service: Types = { ...traitData().service, apiToken: { either: ['string', 'null'] } };
    check(hub.services, ['hub', 'services'], service, 'a service');
  }
  check(hub.loadRoles, ['hub', 'loadRoles'], ROLE, 'a role');
  return findings;
}

function entryFindings(entry: Json, path: Path, types: Types, what: string, policy: Policy): Finding[] {
  if (!isObject(entry))
    return [
      doubt(policy, 'SCHEMA_TYPE', path, `${showPath(path)} is ${describeType(entry)}; ${what} is a map.`),
    ];
  return Object.entries(entry).flatMap(([key, value]) => {
    const at = [...path, key];
    const type = Object.hasOwn(types, key) ? types[key] : undefined;
    if (type === undefined) {
      const meant = closest(key, Object.keys(types));
      const hint =
        meant === undefined
          ? `Known keys: ${Object.keys(types).sort().join(', ')}.`
          : `Did you mean ${JSON.stringify(meant)}?`;
      return [doubt(policy, 'SCHEMA_UNKNOWN_KEY', at, `${JSON.stringify(key)} is no key of ${what}.`, hint)];
    }
    const wrong = refusal(type, value);
    if (wrong === undefined) return [];
    const inner = [...at, ...wrong.path];
    const shown = /token/i.test(key) || key === 'environment' ? describeType(value) : describeValue(value);
    return [
      doubt(
        policy,
        'SCHEMA_TYPE',
        inner,
        wrong.path.length > 0
          ? `${showPath(inner)} has to be ${wrong.expected}.`
          : `${showPath(at)} is ${shown}; it has to be ${wrong.expected}.`,
      ),
    ];
  });
}
