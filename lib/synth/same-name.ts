/** What the chart does when values give two objects one name: the one that is applied last stays. */
import type { Diagnostic, Severity } from '../diagnostics/diagnostic';
import { identityOf } from '../output/identity';
import type { RenderedObject } from '../output/rendered';

export function lastOfEach(
  objects: readonly RenderedObject[],
  severityOf: (kind: string) => Severity,
): { objects: RenderedObject[]; diagnostics: Diagnostic[] } {
  const byIdentity = new Map<string, RenderedObject>();
  const diagnostics: Diagnostic[] = [];
  for (const object of objects) {
    const key = identityOf(object.manifest);
    const other = byIdentity.get(key);
    byIdentity.set(key, object);
    if (!other) continue;
    const { kind, metadata } = object.manifest;
    const message = `${kind} ${metadata.name} is rendered twice: in ${other.component} and in ${object.component}. The last one stays.`;
    diagnostics.push({
      code: 'OUT_DUPLICATE_OBJECT',
      severity: severityOf(kind),
      message,
      path: `${kind}/${metadata.name}`,
      hint: 'Give each a name of its own.',
    });
  }
  return { objects: [...byIdentity.values()], diagnostics };
}
