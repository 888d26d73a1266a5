/** Profiles that no node has room for: they would wait for ever. */
import type { Json, JsonObject } from '../../document/json';
import { misfit } from './fit';
import type { Pool } from './pools';
import { type Start, starts } from './starts';

export interface NoRoom {
  readonly start: Start;
  readonly message: string;
}

export function withoutRoom(
  spawner: JsonObject,
  profiles: readonly Json[],
  pools: readonly Pool[],
): NoRoom[] {
  if (pools.length === 0) return [];
  return starts(spawner, profiles).flatMap((start) => {
    const reasons = pools.map((pool) => [pool.name, misfit(start, pool)] as const);
    if (reasons.some(([, reason]) => reason === undefined)) return [];
    const choices = Object.entries(start.choices).map(([option, choice]) => `${option} ${choice}`);
    const what = [start.profile === '' ? 'A server' : `The profile ${start.profile}`, ...choices].join(', ');
    const why = reasons.map(([name, reason]) => `${name}: ${reason}`).join('; ');
    return [{ start, message: `${what} fits no node. ${why}.` }];
  });
}
