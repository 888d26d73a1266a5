/** Environment variables from values: a map of strings or EnvVars by name, or a list as it is. */
import { joinMaps } from '../../document/join-maps';
import { isObject, type Json, type JsonObject } from '../../document/json';
import { copyOrigin } from '../../document/origin';
import { type EnvVar, verbatim } from '../kubernetes/plain';

export function environment(variables: JsonObject | readonly Json[] | null | undefined): EnvVar[] {
  if (!variables) return [];
  if (Array.isArray(variables)) return verbatim<EnvVar[]>(variables);
  const map = variables as JsonObject;
  return Object.entries(map)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => {
      if (isObject(value)) return verbatim<EnvVar>(joinMaps({ name }, value, (_usual, own) => own));
      const variable = { name, value: String(value) };
      copyOrigin(variable, map, name, 'value');
      return variable;
    });
}
