/**
 * An oddity of the chart as data (inventory 5.6): what the chart does, and what we do where we need not
 * reproduce it. `render` follows the chart and warns; `synth` and `render --fixed` take the other way.
 */
import type { JsonObject } from '../../document/json';
import type { Path } from '../../document/path';
import type { Values } from '../schema/values';

/** Whose oddities are followed. */
export type Behaviour = 'chart' | 'fixed';

/** `fixed`: done right; `refused`: an error that says what to write instead; `kept`: as the chart. */
export type Decision = 'fixed' | 'refused' | 'kept';

export interface QuirkNote {
  readonly id: string;
  readonly decision: Decision;
  /** What the chart does. */
  readonly chartDoes: string;
  /** What we do, and why. */
  readonly weDo: string;
  /** The key that brings it about in these values, if any. */
  readonly occurs?: (values: Values, written: JsonObject) => Path | undefined;
}

export interface Quirk<T> extends QuirkNote {
  readonly chart: T;
  readonly fixed: T;
}

export function quirk<T>(definition: Quirk<T>): Quirk<T> {
  return definition;
}
