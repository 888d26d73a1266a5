/** Checks a part of a Kubernetes object where it is written. The object is not made here: what joins parts is not seen. */
import { isObject, type Json, type JsonObject, setOwn } from '../../document/json';
import { copyOrigin } from '../../document/origin';
import { type Path, showPath } from '../../document/path';
import { SUPPORTED } from '../kubernetes';
import { fieldsOf } from '../kubernetes/data';
import { shown } from '../kubernetes/shown';
import { versionsOf } from '../kubernetes/table';
import type { Range, Violation } from '../kubernetes/violation';
import { Walk } from '../kubernetes/walk';

export interface Fragment {
  /** The Kubernetes definition. */
  readonly of: string;
  /** `one`: the value is a part of it; `each`: its items (or values, where it is a map) are. Else: the field that it is. */
  readonly as: 'one' | 'each' | { readonly field: string };
}

export interface Part {
  readonly fragment: Fragment;
  readonly value: Json;
  /** Where it stands; messages begin with it. */
  readonly path: Path;
  /** Whether KubeSpawner reads it, which takes the outermost fields in snake_case as well. */
  readonly snakeCase?: boolean;
  /** Whether maps are joined with others before they count: what is missing here may be there. */
  readonly joined?: boolean;
}

/** Definitions of which others fill in the rest. */
const COMPLETED: ReadonlySet<string> = new Set(['PodSpec', 'Container', 'ObjectMeta', 'EnvVar']);

/** What Kubernetes would refuse or drop. Texts with a template field (`{username}`) are taken for right. */
export function checkPart(part: Part, range: Range = SUPPORTED): Violation[] {
  const found = nodesOf(part).flatMap(({ node, below, skip }) =>
    violationsOf(node, part.fragment, range)
      .filter((violation) => !isHarmless(violation, part))
      .map((violation) => placed(violation, [...part.path, ...below], skip)),
  );
  return [...wrongItems(part), ...found];
}

/** Items that are no part at all. */
function wrongItems({ fragment: { of, as }, value, path }: Part): Violation[] {
  if (as !== 'each' || of === 'EnvVar' || typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys
    .filter((key) => !isObject(at(value, key)) && at(value, key) !== null)
    .map((key) => {
      const message = `${showPath([...path, key])} is ${shown(at(value, key), path)}; it has to be a map (${of}).`;
      return { path: [...path, key], container: value, key, problem: 'type', message };
    });
}

function at(container: object, key: string | number): Json {
  return (container as Record<string | number, Json>)[key] ?? null;
}

interface Node {
  readonly node: JsonObject;
  readonly below: Path;
  /** How many keys of a violation's path are not the user's. */
  readonly skip: number;
}

function nodesOf({ fragment: { of, as }, value, snakeCase = false }: Part): Node[] {
  const own = (node: JsonObject) => (snakeCase ? camelCased(node, of) : node);
  if (as === 'one') return isObject(value) ? [{ node: own(value), below: [], skip: 0 }] : [];
  if (as !== 'each') return [{ node: { [as.field]: value }, below: [], skip: 1 }];
  if (!Array.isArray(value) && !isObject(value)) return [];
  const items: [string | number, Json][] = Array.isArray(value)
    ? [...(value as Json[]).entries()]
    : Object.entries(value);
  return items.flatMap(([key, item]): Node[] => {
    if (of === 'EnvVar' && !isObject(item)) return plainVariable(value as JsonObject, String(key), item);
    return isObject(item) ? [{ node: own(item), below: [key], skip: 0 }] : [];
  });
}

/** A variable's text stands for its `value`. */
function plainVariable(variables: JsonObject, name: string, value: Json): Node[] {
  const node = { value };
  copyOrigin(node, variables, name, 'value');
  return [{ node, below: [name], skip: 1 }];
}

/** KubeSpawner takes the outermost fields of a part in snake_case too. Security contexts have to be as Kubernetes writes them. */
function camelCased(node: JsonObject, of: string): JsonObject {
  const fields = fieldsOf(of);
  if (of.endsWith('SecurityContext') || !Object.keys(node).some((key) => key.includes('_'))) return node;
  const result: Record<string, Json> = {};
  for (const [key, value] of Object.entries(node)) {
    const name = fieldNamed(key, fields.keys());
    setOwn(result, name, value);
    copyOrigin(result, node, key, name);
  }
  return result;
}

function fieldNamed(key: string, fields: Iterable<string>): string {
  if (!key.includes('_')) return key;
  for (const field of fields) if (snakeCase(field) === key) return field;
  return key;
}

/** As the Kubernetes client names its attributes: hostIPC is host_ipc. */
function snakeCase(field: string): string {
  return field
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

function violationsOf(node: JsonObject, { of }: Fragment, range: Range): Violation[] {
  const versions = versionsOf(range);
  const walk = new Walk(versions.minors[0] ?? range.oldest);
  walk.visit(node, of, versions);
  return walk.violations;
}

const TEMPLATE = /\{[^{}]*\}/;

function isHarmless({ problem, path, container, key }: Violation, { fragment, value: whole, joined }: Part) {
  if (problem === 'required')
    return (path.length === 1 && COMPLETED.has(fragment.of)) || (joined === true && isObject(whole));
  const value = at(container, key);
  return problem !== 'unknown-field' && typeof value === 'string' && TEMPLATE.test(value);
}

/** With the place in the values instead of the place in the part. */
function placed(found: Violation, prefix: Path, skip: number): Violation {
  const path = [...prefix, ...found.path.slice(skip)];
  return { ...found, path, message: showPath(path) + found.message.slice(showPath(found.path).length) };
}
