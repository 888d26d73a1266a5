/**
 * Volumes and claims against those of an earlier output. Kubernetes refuses to change where a volume is or of which class
 * a claim is, and the sync then fails until somebody takes the change back. What is left out stays in the cluster,
 * unseen.
 */
import type { Diagnostic, Severity } from '../../diagnostics/diagnostic';
import { asObject, type Json, type JsonObject } from '../../document/json';
import { quantity } from '../../document/quantity';
import { sortedJson } from '../../document/sorted-json';

/** Fields of a spec that are for ever (Kubernetes' validation of 1.28 to 1.36). */
const FOR_EVER: Readonly<Record<string, readonly string[]>> = {
  PersistentVolumeClaim: ['accessModes', 'selector', 'storageClassName', 'volumeMode', 'volumeName'],
  PersistentVolume: ['nfs', 'csi', 'hostPath', 'local', 'volumeMode'],
};

interface Volume {
  readonly component: string;
  readonly object: JsonObject;
}

export function volumeChanges(
  earlier: readonly Volume[],
  now: readonly JsonObject[],
  released: readonly string[],
  severity: Severity,
): Diagnostic[] {
  const byName = new Map(now.map((each) => [nameOf(each), each]));
  return earlier.flatMap(({ component, object }) => {
    const name = nameOf(object);
    const same = byName.get(name);
    if (same !== undefined) return changedFields(name, object, same, severity);
    // Those of other components are the chart's: their going is a setting of the chart.
    return component === 'storage' && !released.includes(name) ? [left(name, severity)] : [];
  });
}

/** `PersistentVolumeClaim/homes-1a2b3c4d`. */
function nameOf({ kind, metadata }: JsonObject): string {
  return `${String(kind)}/${String(asObject(metadata)['name'])}`;
}

function left(name: string, severity: Severity): Diagnostic {
  return {
    code: 'STORAGE_LEFT',
    severity,
    path: name,
    message: `${name} is in the output so far, and would not be any more. The cluster keeps it, with all that is on it.`,
    hint: `Take the change back; or say that it is meant: migrations: { released: [${name}] }, then \`hubsynth storage release\` once nobody needs the data.`,
  };
}

function changedFields(name: string, before: JsonObject, now: JsonObject, severity: Severity): Diagnostic[] {
  const [was, is] = [asObject(before['spec']), asObject(now['spec'])];
  const kind = String(now['kind']);
  const changed = (FOR_EVER[kind] ?? []).filter((field) => differs(was[field], is[field]));
  const smaller = kind === 'PersistentVolumeClaim' && sizeOf(is) < sizeOf(was) ? ['resources'] : [];
  return [...changed, ...smaller].map((field) => ({
    code: 'STORAGE_IMMUTABLE',
    severity,
    path: name,
    message: `${name}: ${field} was ${sortedJson(was[field] ?? null)} and would be ${sortedJson(is[field] ?? null)}, which Kubernetes refuses.`,
    hint: 'Take it back; or make another claim beside it and move the data (docs/storage.md).',
  }));
}

/** A class that nobody names is filled in by the cluster: no word about it is no change. */
function differs(was: Json | undefined, is: Json | undefined): boolean {
  return is !== undefined && sortedJson(was ?? null) !== sortedJson(is);
}

function sizeOf(spec: JsonObject): number {
  const size = asObject(asObject(spec['resources'])['requests'])['storage'];
  return typeof size === 'string' || typeof size === 'number' ? (quantity(size) ?? 0) : 0;
}
