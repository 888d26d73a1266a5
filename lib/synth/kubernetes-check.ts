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
  /** Where to point when a part was not written by the user. */
  readonly otherwise: Position | undefined;
}

export function checkObjects(objects: readonly RenderedObject[], check: KubernetesCheck): Diagnostic[] {
  const range = { oldest: check.oldest ?? OLDEST, newest: NEWEST };
  return objects.flatMap(({ manifest }) =>
    checkManifest(manifest as unknown as JsonObject, range).map((each) => explain(each, manifest, check)),
  );
}

function explain(
  violation: Violation,
  manifest: RenderedObject['manifest'],
  check: KubernetesCheck,
): Diagnostic {
  const position = originOf(violation.container, violation.key)?.key ?? check.otherwise;
  return {
    code: codeOf(violation.problem),
    severity: check.severity,
    message: `${manifest.kind} ${manifest.metadata.name}: ${violation.message}`,
    path: `${manifest.kind}/${manifest.metadata.name}`,
    ...(violation.hint === undefined ? {} : { hint: sentence(violation.hint) }),
    ...(position ? { position } : {}),
  };
}

function sentence(hint: string): string {
  return `${hint.charAt(0).toUpperCase()}${hint.slice(1)}${/[.?]$/.test(hint) ? '' : '.'}`;
}

function codeOf(problem: Violation['problem']): Diagnostic['code'] {
  if (problem === 'unknown-kind') return 'K8S_UNKNOWN_KIND';
  return problem === 'unknown-field' ? 'K8S_UNKNOWN_FIELD' : 'K8S_INVALID';
}
