import { DiagnosticError, hasErrors } from '../diagnostics/diagnostic';
import type { JsonObject } from '../document/json';
import type { ReleaseName } from '../values/evaluate-templates';
import { resolveValues } from '../values/resolve';
import type { Values } from '../values/schema/values';

/** A user's values joined with the chart's and checked as a config's are; throws a DiagnosticError. */
export function chartValues(user: JsonObject, release: ReleaseName): Values {
  const policy = { behaviour: 'fixed', lenient: false, plaintext: 'error' } as const;
  const { values, diagnostics } = resolveValues({ written: user, policy, release, prefix: [] });
  if (values === undefined || hasErrors(diagnostics)) throw new DiagnosticError(diagnostics);
  return values;
}
