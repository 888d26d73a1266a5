/** Looks for secrets in rendered objects, and traces each to the line that brought it there. */
import { type Suspicion, scanObject } from '../checks/secrets/scan';
import { HUB_CODE } from '../constructs/hub/code.generated';
import type { Diagnostic, Position, Severity } from '../diagnostics/diagnostic';
import { isObject, type Json, type JsonObject } from '../document/json';
import { originOf } from '../document/origin';
import { type Path, positionAt, showPath } from '../document/path';
import type { RenderedObject } from '../output/rendered';

export interface SecretCheck {
  readonly severity: Severity;
  /** What the user wrote: the file, from its root. */
  readonly written: JsonObject;
  /** Where to point when it stands nowhere in there. */
  readonly otherwise: Position | undefined;
}

/** Texts of our own hold none; a test looks at them. */
const OWN_TEXTS: ReadonlySet<string> = new Set(Object.values(HUB_CODE));

/** One for each secret, however often it is rendered. */
export function checkSecrets(objects: readonly RenderedObject[], check: SecretCheck): Diagnostic[] {
  const bySecret = new Map<string, { object: RenderedObject; first: Suspicion; count: number }>();
  for (const object of objects) {
    for (const found of scanObject(object.manifest as unknown as JsonObject, OWN_TEXTS)) {
      const known = bySecret.get(found.token);
      if (known) known.count += 1;
      else bySecret.set(found.token, { object, first: found, count: 1 });
    }
  }
  return [...bySecret.values()].map(({ object, first, count }) => explain(object, first, count, check));
}

function explain(
  { manifest }: RenderedObject,
  found: Suspicion,
  count: number,
  check: SecretCheck,
): Diagnostic {
  const { kind, metadata } = manifest;
  const path = placeOf(check.written, found.token, []);
  const origin = originOf(found.container, found.path[found.path.length - 1] ?? '')?.value;
  const position = (path && positionAt(check.written, path)) ?? origin ?? check.otherwise;
  const line = found.line === undefined ? '' : `, line ${found.line}`;
  const more = count === 1 ? '' : ` (and in ${count - 1} more ${count === 2 ? 'place' : 'places'})`;
  return {
    code: 'SECRET_SUSPECTED',
    severity: check.severity,
    message: `${kind} ${metadata.name}, ${showPath(found.path)}${line}${more}: ${masked(found)}.`,
    hint: 'Keep it in a Secret and refer to it; if it is public, allow it with a reason (checks.allow).',
    path: path ? showPath(path) : `${kind}/${metadata.name}`,
    ...(position ? { position } : {}),
  };
}

/** Enough to find it by, too little to use it. */
function masked({ token, what }: Suspicion): string {
  const start = token.length < 12 ? '' : ` that begins with "${token.slice(0, 3)}"`;
  return `this looks like ${what}${start}, ${token.length} letters`;
}

/** The first text or key of the input that holds it. */
function placeOf(node: Json, token: string, path: Path): Path | undefined {
  if (typeof node === 'string') return node.includes(token) ? path : undefined;
  const entries: [string | number, Json][] = Array.isArray(node)
    ? [...node.entries()]
    : isObject(node)
      ? Object.entries(node)
      : [];
  for (const [key, value] of entries) {
    const below = [...path, key];
    const found = String(key).includes(token) ? below : placeOf(value, token, below);
    if (found) return found;
  }
  return undefined;
}
