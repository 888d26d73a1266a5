/** What traits depend on beside the values: names, labels, and whose oddities are followed. */
import type { Json } from '../../document/json';
import type { Names } from '../names';
import type { Quirk } from '../quirks/quirk';
import type { Values } from '../schema/values';

export interface TraitSource {
  /** The Helm release name. */
  readonly name: string;
  readonly names: Names;
  readonly appLabel: string;
  by<T>(quirk: Quirk<T>): T;
}

export type TraitValues = Record<string, Json>;

/** Traits by class. */
export type Traits = Record<string, TraitValues>;

export type Resolver = (values: Values, source: TraitSource) => TraitValues;

/** "If set" (C-00b): null counts as not set, as an absent key does. */
export function whereSet(traits: Readonly<Record<string, unknown>>): TraitValues {
  const set = Object.entries(traits).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(set) as TraitValues;
}
