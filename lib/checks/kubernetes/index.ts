/** Checks manifests against the Kubernetes schemas of a range of versions, strictly. Pure and quick: no file is read. */
import { isObject, type JsonObject } from '../../document/json';
import { definitionOf, OLDEST, SUPPORTED } from './data';
import { kindHint } from './hints';
import { brief } from './shown';
import { versionsOf } from './table';
import type { Range, Violation } from './violation';
import { isAbsent, Walk } from './walk';

export { NEWEST, OLDEST, SUPPORTED } from './data';
export type { Problem, Range, Violation } from './violation';

function identity(manifest: JsonObject): Violation[] {
  const violations: Violation[] = [];
  for (const key of ['apiVersion', 'kind']) {
    const value = manifest[key];
    const at = { path: [key], container: manifest, key };
    if (isAbsent(value) || value === '')
      violations.push({ ...at, problem: 'required', message: `${key} is missing: every object has one.` });
    else if (typeof value !== 'string')
      violations.push({
        ...at,
        problem: 'type',
        message: `${key} is ${brief(value)}; it has to be a string.`,
      });
  }
  return violations;
}

/**
 * Everything that is wrong with the manifest in the oldest or the newest version of the range. A version that is not
 * in the data is judged by the nearest one that is. An object of another kind gives one `unknown-kind`.
 */
export function checkManifest(manifest: JsonObject, range: Range = SUPPORTED): Violation[] {
  if (!isObject(manifest)) {
    const message = `A manifest is ${brief(manifest)}; it has to be a map.`;
    return [{ path: [], container: Object(manifest), key: '', problem: 'type', message }];
  }
  const wrong = identity(manifest);
  if (wrong.length > 0) return wrong;
  const [apiVersion, kind] = [String(manifest['apiVersion']), String(manifest['kind'])];
  const definition = definitionOf(apiVersion, kind);
  if (definition === undefined) {
    const message = `kind ${brief(kind)} of ${brief(apiVersion)} is not known here.`;
    const hint = kindHint(apiVersion, kind);
    const found: Violation = {
      path: ['kind'],
      container: manifest,
      key: 'kind',
      problem: 'unknown-kind',
      message,
    };
    return [hint === undefined ? found : { ...found, hint }];
  }
  const versions = versionsOf(range);
  const walk = new Walk(versions.minors[0] ?? OLDEST);
  walk.visit(manifest, definition, versions);
  return walk.violations;
}
