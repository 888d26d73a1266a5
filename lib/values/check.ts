/** Checks effective values against the chart's schema, and explains what is wrong in a user's words. */
import { values as check } from '../../schema/checks';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { isObject, type Json, type JsonObject, setOwn } from '../document/json';
import { copyOrigin } from '../document/origin';
import { type Path, showPath, valueAt } from '../document/path';
import { explain, pathOf } from '../validation/explain';
import { valuesSchema } from './defaults';
import { removedKey } from './removed-keys';
import { isSecretRef } from './secret-ref';
import { isSecretTrait, TYPED } from './secrets';

export interface SchemaFindings {
  readonly diagnostics: readonly Diagnostic[];
  /** Places whose removal makes the values pass: the rest can then be checked too. */
  readonly bad: readonly Path[];
}

const NO_SECRET_HERE =
  'A secret cannot stand here: the text would be part of an object that many may read. It can in hub.config, hub.db, hub.services, hub.extraConfig, custom, extraEnv, extraFiles and profiles.';

export function checkSchema(effective: JsonObject, written: JsonObject, prefix: Path): SchemaFindings {
  if (check(effective)) return { diagnostics: [], bad: [] };
  const errors = check.errors ?? [];
  const schema = valuesSchema();
  const found = explain(errors, {
    data: effective,
    written,
    schema,
    prefix,
    secret: isSecretPath,
    elsewhere: (key) => pathsOf(schema, key),
  });
  const diagnostics = found.map((each) => {
    const path = relative(each.path ?? '', prefix);
    const removed = each.code === 'SCHEMA_UNKNOWN_KEY' ? removedKey(path.split('.')) : undefined;
    if (removed) return { ...each, ...removed, code: 'VALUES_REMOVED_KEY' as const };
    const isReference = each.code === 'SCHEMA_TYPE' && isSecretRef(valueAt(effective, path.split('.')));
    return isReference ? { ...each, hint: NO_SECRET_HERE } : each;
  });
  const bad = errors.map((error) => {
    const path = pathOf(error.instancePath, effective);
    const extra = error.params as { additionalProperty?: string; missingProperty?: string };
    const last = extra.additionalProperty ?? extra.missingProperty;
    return last === undefined ? path : [...path, last];
  });
  return { diagnostics, bad };
}

function relative(path: string, prefix: Path): string {
  const before = showPath(prefix);
  return before !== '' && path.startsWith(`${before}.`) ? path.slice(before.length + 1) : path;
}

/** Whether a value must not be shown in a message. */
export function isSecretPath(path: Path): boolean {
  const [first, second, third] = path;
  if (first === 'hub' && second === 'config')
    return path.slice(3).some((key) => isSecretTrait(String(third), String(key)));
  const last = String(path[path.length - 1] ?? '');
  return (
    TYPED.some((each) => each.join('.') === path.join('.')) ||
    /cookieSecret|secretToken|password|url|token/i.test(last)
  );
}

/** Every place of the values where a key of this name belongs. */
function pathsOf(schema: JsonObject, key: string): string[] {
  const found: string[] = [];
  const walk = (node: JsonObject, path: string) => {
    const properties = node['properties'];
    if (!isObject(properties)) return;
    for (const [name, each] of Object.entries(properties)) {
      const at = path === '' ? name : `${path}.${name}`;
      if (name === key) found.push(at);
      if (isObject(each)) walk(each, at);
    }
  };
  walk(schema, '');
  return found;
}

/** A user's values without the places that are wrong. A list is dropped whole with its bad item. */
export function without(written: JsonObject, bad: readonly Path[]): JsonObject {
  let result = written;
  for (const path of bad) {
    const place = path.findIndex((_key, index) => Array.isArray(valueAt(result, path.slice(0, index))));
    result = removeAt(result, place === -1 ? path : path.slice(0, place));
  }
  return result;
}

function removeAt(data: JsonObject, path: Path): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined || !Object.hasOwn(data, key)) return data;
  const child = data[key];
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(data)) {
    if (name === String(key) && rest.length === 0) continue;
    setOwn(kept, name, name === String(key) && isObject(child) ? removeAt(child, rest) : value);
    copyOrigin(kept, data, name);
  }
  return kept;
}
