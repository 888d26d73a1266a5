/** TOML, for the few users who mount such a file: the library is loaded only then. */
import type { JsonObject } from '../../document/json';

export function writeToml(data: JsonObject): string {
  const { stringify } = require('smol-toml') as typeof import('smol-toml');
  return stringify(data);
}
