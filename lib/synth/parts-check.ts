/** Checks the parts of Kubernetes objects that values hold but no rendered object shows, each at its line. */
import { type Range, SUPPORTED, type Violation } from '../checks/kubernetes';
import { checkPart } from '../checks/parts/part';
import { checkSpawnerTrait } from '../checks/parts/spawner-traits';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Json } from '../document/json';
import { type Path, showPath, valueAt } from '../document/path';
import { DEFAULTS } from '../values/defaults';
import type { Values } from '../values/schema/values';
import { spawnerSettings } from '../values/trait-check/spawner-settings';
import { codeOf, type KubernetesCheck, placeOf, sentence } from './kubernetes-check';
import { VALUE_PARTS } from './value-parts';

/**
 * User pods, which the hub makes; and what belongs to components that are off, or to one that is rendered: `said` is
 * what was found in rendered objects, and is not said again. `prefix`: where the values stand in their file.
 */
export function checkParts(
  values: Values,
  prefix: Path,
  said: readonly Diagnostic[],
  check: KubernetesCheck,
): Diagnostic[] {
  const range: Range = { ...SUPPORTED, ...(check.oldest === undefined ? {} : { oldest: check.oldest }) };
  const inPods = spawnerSettings(values).flatMap((setting) =>
    checkSpawnerTrait({ ...setting, path: [...prefix, ...setting.path] }, range),
  );
  const places = new Set(said.map(placeKey));
  const others = partsInValues(values)
    .flatMap((part) => checkPart({ ...part, path: [...prefix, ...part.path] }, range))
    .map((each) => explain(each, check))
    .filter((each) => each.position !== undefined && !places.has(placeKey(each)));
  return [...inPods.map((each) => explain(each, check)), ...others];
}

function partsInValues(values: Values) {
  return Object.entries(VALUE_PARTS).flatMap(([text, fragment]) => {
    const path = text.split('.');
    const value = valueAt(values as unknown as Json, path);
    return value === undefined || value === null || value === valueAt(DEFAULTS, path)
      ? []
      : [{ fragment, value, path }];
  });
}

const placeKey = ({ position: at }: Diagnostic) => (at ? `${at.file}:${at.line}:${at.column}` : '');

function explain(found: Violation, check: KubernetesCheck): Diagnostic {
  const position = placeOf(found) ?? check.otherwise;
  return {
    code: codeOf(found.problem),
    severity: check.severity,
    message: found.message,
    path: showPath(found.path),
    ...(found.hint === undefined ? {} : { hint: sentence(found.hint) }),
    ...(position ? { position } : {}),
  };
}
