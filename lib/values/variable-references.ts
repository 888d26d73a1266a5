/**
 * Secrets among environment variables: Kubernetes puts them into the pod, so that they pass through nothing else.
 * `NAME: {secret: {name, key}}` becomes the EnvVar that says so.
 */
import { isObject, type Json, type JsonObject } from '../document/json';
import { copyOrigin } from '../document/origin';
import { DEFAULTS } from './defaults';
import { references } from './references';
import { isSecretRef } from './secret-ref';

/** Keys whose value is a set of variables, wherever they stand. */
const VARIABLES = new Set(['extraEnv', 'environment']);

/** Sections in which variables of pods stand. */
const SECTIONS = new Set(['hub', 'proxy', 'singleuser']);

/** The values with such references replaced; what holds none stays the same object. */
export function referenceVariables(values: JsonObject): JsonObject {
  // Most hubs have none, and looking takes less than copying.
  if (references(values, DEFAULTS).length === 0) return values;
  return mapped(values, (value, key) => (SECTIONS.has(key) ? below(value) : value)) as JsonObject;
}

function below(node: Json): Json {
  return mapped(node, (value, key) => (VARIABLES.has(key) ? variables(value) : below(value)));
}

function variables(node: Json): Json {
  return mapped(node, (value) => {
    if (isSecretRef(value)) return fromSecret(value);
    return isObject(value) && isSecretRef(value['value']) ? withoutValue(value) : value;
  });
}

function withoutValue({ value, ...rest }: JsonObject): Json {
  return isSecretRef(value) ? { ...rest, ...fromSecret(value) } : rest;
}

function fromSecret({ secret }: { readonly secret: { readonly name: string; readonly key: string } }) {
  return { valueFrom: { secretKeyRef: { name: secret.name, key: secret.key } } };
}

/** A copy of a map or list with its values changed; the node itself where none changes. */
function mapped(node: Json, change: (value: Json, key: string) => Json): Json {
  if (Array.isArray(node)) {
    const items = node.map((each: Json, index) => change(each, String(index)));
    if (items.every((each, index) => each === node[index])) return node;
    items.forEach((_each, index) => {
      copyOrigin(items, node, index);
    });
    return items;
  }
  if (!isObject(node)) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, change(value, key)] as const);
  if (entries.every(([key, value]) => value === node[key])) return node;
  const copy = Object.fromEntries(entries);
  for (const [key] of entries) copyOrigin(copy, node, key);
  return copy;
}
