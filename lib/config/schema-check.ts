/** Checks a config against its schema, and explains what is wrong. */
import { cluster as checkCluster, config as checkConfig } from '../../schema/checks';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { JsonObject } from '../document/json';
import { explain } from '../validation/explain';
import { DEFAULTS } from '../values/defaults';

export function checkAgainstSchema(data: JsonObject, kind: 'config' | 'cluster', file: string): Diagnostic[] {
  const check = kind === 'config' ? checkConfig : checkCluster;
  if (check(data)) return [];
  const schema =
    kind === 'config'
      ? (require('../../schema/config.schema.json') as JsonObject)
      : (require('../../schema/cluster.schema.json') as JsonObject);
  const found = explain(check.errors ?? [], {
    data,
    schema,
    prefix: [],
    secret: () => false,
    elsewhere: (key) => (kind === 'config' && Object.hasOwn(DEFAULTS, key) ? [`jupyterhub.${key}`] : []),
  });
  return found.map((each) => ({ position: { file, line: 1, column: 1 }, ...each }));
}
