/** The secrets that values refer to. */
import { isObject, type Json } from '../document/json';
import { isSecretRef, type SecretRef } from './secret-ref';

type Place = SecretRef['secret'];

/** Every reference below a node. What is the same object as in `standard` holds none and is not looked through. */
export function references(node: Json | undefined, standard?: Json): Place[] {
  if (node === standard || node === undefined) return [];
  if (isSecretRef(node)) return [node.secret];
  if (Array.isArray(node)) return node.flatMap((each: Json) => references(each));
  if (!isObject(node)) return [];
  const usual = isObject(standard) ? standard : {};
  return Object.entries(node).flatMap(([key, value]) => references(value, usual[key]));
}

/** Secrets from which variables are set. */
export function variableReferences(node: Json | undefined, standard?: Json): Place[] {
  if (node === standard || node === undefined) return [];
  if (Array.isArray(node)) return node.flatMap((each: Json) => variableReferences(each));
  if (!isObject(node)) return [];
  const place = node['secretKeyRef'];
  if (isObject(place)) return isPlace(place) && place['optional'] !== true ? [place as unknown as Place] : [];
  const usual = isObject(standard) ? standard : {};
  return Object.entries(node).flatMap(([key, value]) => variableReferences(value, usual[key]));
}

function isPlace(node: Readonly<Record<string, Json>>): boolean {
  return typeof node['name'] === 'string' && typeof node['key'] === 'string';
}

/** Keys by Secret, all sorted. */
export function keysBySecret(places: readonly Place[]): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, Set<string>>();
  for (const { name, key } of places) keys.set(name, (keys.get(name) ?? new Set()).add(key));
  return new Map(
    [...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, set]) => [name, [...set].sort()]),
  );
}
