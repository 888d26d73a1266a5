/**
 * One policy for when servers stop. The hub's culler knows one limit for all servers, so it gets the widest; a profile
 * with a narrower one carries it itself (per-profile.ts).
 */
import type { Sections } from '../../config/schema/sections';
import { seconds } from '../../document/duration';
import { offered } from '../profiles/offered';

const IDLE = '2h';
const EVERY = '10m';
const MAX_AGE = '6d';

/** Seconds; Infinity where there is no limit. */
export interface Limits {
  readonly idle: number;
  readonly maxAge: number;
}

export interface CullingPolicy {
  /** What a server gets whose profile says nothing. */
  readonly usual: Limits;
  /** What the hub's culler is told. */
  readonly widest: Limits;
  readonly every: number;
}

/** Undefined where nothing is culled. A platform with Vault culls in any case: a server must not outlive its token. */
export function cullingPolicy(sections: Sections): CullingPolicy | undefined {
  const { culling, vault } = sections;
  const own = offered(sections).flatMap(({ settings }) => settings.culling ?? []);
  if (culling === undefined && vault === undefined && own.length === 0) return undefined;
  const usual = {
    idle: limit(culling?.idle ?? IDLE),
    maxAge: limit(culling?.maxAge ?? MAX_AGE),
  };
  const widest = (name: keyof Limits) =>
    Math.max(usual[name], ...own.map((each) => (each[name] === undefined ? 0 : limit(each[name]))));
  return {
    usual,
    widest: { idle: widest('idle'), maxAge: widest('maxAge') },
    every: seconds(culling?.every ?? EVERY) ?? 0,
  };
}

/** 0 is no limit, as the culler reads a `--max-age` of 0. */
export function limit(written: string | number): number {
  return seconds(written) || Number.POSITIVE_INFINITY;
}
