/** Reads YAML into maps, so that a key of any name is one. */
import { parse } from 'yaml';

export function readYaml(text: string): Map<string, unknown> {
  return parse(text, { version: '1.1', mapAsMap: true });
}
