/** Names of the hub's objects, for features that point at one. */
import { isObject, type JsonObject } from '../document/json';
import { appLabel, Names } from '../values/names';
import type { FeatureContext } from './feature';

/** Only the user's own values can change them. */
export function namesOf({ release, values }: Pick<FeatureContext, 'release' | 'values'>): Names {
  const text = (key: string) => (typeof values[key] === 'string' ? values[key] : '');
  const override = values['fullnameOverride'];
  return new Names(release, {
    fullnameOverride: override === null ? null : text('fullnameOverride'),
    nameOverride: text('nameOverride'),
  });
}

/** What the user wrote at a place of the values; undefined where there is nothing. */
export function writtenAt(values: JsonObject, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), values);
}

/** The path below the hub's base URL. */
export function hubPath(values: JsonObject, path: string): string {
  const base = writtenAt(values, 'hub', 'baseUrl');
  return `${typeof base === 'string' ? base.replace(/\/$/, '') : ''}${path}`;
}

/** Pods of a namespace, all of them. */
export const inNamespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

/** Labels by which objects of a component are selected (L-07). */
export function selectorOf(context: Pick<FeatureContext, 'release' | 'values'>, component: string) {
  const app = writtenAt(context.values, 'nameOverride');
  return { app: appLabel(typeof app === 'string' ? app : ''), component, release: context.release };
}
