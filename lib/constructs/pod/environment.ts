/** Environment variables from values: a map of strings or EnvVars by name, or a list as it is. */
import { isObject, type Json, type JsonObject } from '../../document/json';
import { type EnvVar, verbatim } from '../kubernetes/plain';

export function environment(variables: JsonObject | readonly Json[] | null | undefined): EnvVar[] {
  if (!variables) return [];
  if (Array.isArray(variables)) return verbatim<EnvVar[]>(variables);
  return Object.entries(variables)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) =>
      isObject(value) ? verbatim<EnvVar>({ name, ...value }) : { name, value: String(value) },
    );
}
