/** A rule of the API server beyond the published schemas: one file each. */
import { isObject, type Json, type JsonObject } from '../../../document/json';
import type { Path } from '../../../document/path';
import type { Problem } from '../violation';

/** What a rule may ask for, and where it reports. */
export interface Context {
  /** The maps around the node that follow a definition, outermost first. */
  readonly ancestors: readonly JsonObject[];
  /** The oldest minor version that has to take the manifest. */
  readonly oldest: number;
  /** `path` leads from the node to the key; the message goes on after the path: `is 0; ...`. */
  report(node: JsonObject, path: Path, problem: Problem, message: string, hint?: string): void;
}

export type Check = (node: JsonObject, context: Context) => void;

export interface Rule {
  readonly name: string;
  /** What to do with the maps of a definition. Their types may be wrong: that is reported elsewhere. */
  readonly on: Readonly<Record<string, Check>>;
}

/** A rule for every value of a scalar type: undefined, or what is wrong. */
export interface ScalarRule {
  readonly name: string;
  readonly check: (value: unknown) => string | undefined;
}

const NONE: readonly Json[] = [];

/** The maps in a list, with their places. Anything else is left to the type check. */
export function mapsIn(node: JsonObject, key: string): (readonly [number, JsonObject])[] {
  const found: (readonly [number, JsonObject])[] = [];
  const list = node[key];
  const items: readonly Json[] = Array.isArray(list) ? list : NONE;
  for (const [index, item] of items.entries()) if (isObject(item)) found.push([index, item]);
  return found;
}

/** The texts in a list, with their places. */
export function textsIn(node: JsonObject, key: string): (readonly [number, string])[] {
  const list = node[key];
  const items: readonly Json[] = Array.isArray(list) ? list : NONE;
  return items.flatMap((item, index) => (typeof item === 'string' ? [[index, item] as const] : []));
}

/** The entries of a map; none where there is no map. */
export function entriesOf(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}
