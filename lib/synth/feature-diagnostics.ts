/** Problems that features found, at the lines of their sections. */
import type { Hub } from '../config/hub';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { positionAt, showPath } from '../document/path';
import type { FeatureProblem } from '../features/feature';

export function featureDiagnostics(problems: readonly FeatureProblem[], hub: Hub): Diagnostic[] {
  return problems.map(({ code, path, message, hint }) => {
    const position = positionAt(hub.data, path) ?? hub.position;
    return {
      code,
      severity: 'error',
      message,
      hint,
      path: showPath(path),
      ...(position ? { position } : {}),
    };
  });
}
