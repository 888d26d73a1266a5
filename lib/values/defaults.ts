/** The chart's own values (inventory section 2), generated from the schema. */

import defaults from '../../schema/values.defaults.json';
import type { JsonObject } from '../document/json';

/** Null on the top level means absent (B-07): such keys are left out. */
export const DEFAULTS: JsonObject = Object.fromEntries(
  Object.entries(defaults as JsonObject).filter(([, value]) => value !== null),
);

/** The schema that documents them; loaded only to explain an error. */
export function valuesSchema(): JsonObject {
  return require('../../schema/values.schema.json') as JsonObject;
}
