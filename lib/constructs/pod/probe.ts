/** Probes of hub and proxy (HUBPROBES, CHPPROBES). */
import { q24 } from '../../values/quirks/q-24';
import type { Probe } from '../kubernetes/plain';
import type { Release } from '../release/release';

export interface ProbeValues {
  readonly enabled: boolean;
  readonly [key: string]: unknown;
}

export function probe(release: Release, values: ProbeValues, httpGet: Probe['httpGet']): Probe | undefined {
  if (!values.enabled) return undefined;
  const reaches = release.by(q24);
  const set = Object.entries(values).filter(([key, value]) => reaches(key) && value !== null);
  return { httpGet, ...Object.fromEntries(set.map(([key, value]) => [key, number(value)])) };
}

/** The chart prints what it is given, so a quoted number becomes one. */
function number(value: unknown): unknown {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}
