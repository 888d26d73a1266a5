/** Checks rendered objects against the Kubernetes schemas, and traces what is wrong to the line that caused it. */
import { checkManifest, NEWEST, OLDEST, type Violation } from '../checks/kubernetes';
import type { Diagnostic, Position, Severity } from '../diagnostics/diagnostic';
import type { JsonObject } from '../document/json';
import { originOf } from '../document/origin';
import type { RenderedObject } from '../output/rendered';

export interface KubernetesCheck {
  /** Oldest minor release that objects have to suit; the newest is the newest known. */
  readonly oldest: number | undefined;
  readonly severity: Severity;
  /** What the chart itself does wrong is reproduced, so it is never more than a warning. */
  readonly isQuirk?: (object: RenderedObject, violation: Violation) => boolean;
  /** Where to point when a part was not written by the user. */
  readonly otherwise: Position | undefined;
}

export function checkObjects(objects: readonly RenderedObject[], check: KubernetesCheck): Diagnostic[] {
  const range = { oldest: check.oldest ?? OLDEST, newest: NEWEST };
  return objects.flatMap((object) =>
    checkManifest(object.manifest as unknown as JsonObject, range).map((each) =>
      explain(each, object, check),
    ),
  );
}

function explain(violation: Violation, object: RenderedObject, check: KubernetesCheck): Diagnostic {
  const { manifest } = object;
  const position = placeOf(violation) ?? check.otherwise;
  return {
    code: codeOf(violation.problem),
    severity: check.isQuirk?.(object, violation) ? 'warning' : check.severity,
    message: `${manifest.kind} ${manifest.metadata.name}: ${violation.message}`,
    path: `${manifest.kind}/${manifest.metadata.name}`,
    ...(violation.hint === undefined ? {} : { hint: sentence(violation.hint) }),
    ...(position ? { position } : {}),
  };
}

/** Where the field was written; a field that is missing has no place, but its neighbours have. */
export function placeOf({ container, key }: Violation): Position | undefined {
  const own = originOf(container, key);
  if (own) return own.key;
  const neighbour = Object.keys(container).find((each) => originOf(container, each));
  return neighbour === undefined ? undefined : originOf(container, neighbour)?.key;
}

/** A hint as a sentence. */
export function sentence(hint: string): string {
  return `${hint.charAt(0).toUpperCase()}${hint.slice(1)}${/[.?]$/.test(hint) ? '' : '.'}`;
}

/** What a problem is called in messages. */
export function codeOf(problem: Violation['problem']): Diagnostic['code'] {
  if (problem === 'unknown-kind') return 'K8S_UNKNOWN_KIND';
  return problem === 'unknown-field' ? 'K8S_UNKNOWN_FIELD' : 'K8S_INVALID';
}
