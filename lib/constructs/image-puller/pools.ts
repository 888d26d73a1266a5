/** Pullers that bring what can be started, each where it can run. */
import { checksum } from '../../document/checksum';
import type { JsonObject } from '../../document/json';
import { poolsFor } from '../../values/profiles/fit';
import { type Pool, tolerationsOf } from '../../values/profiles/pools';
import { imagesOf, type Start } from '../../values/profiles/starts';
import type { Values } from '../../values/schema/values';

export interface Pull {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy?: string | undefined;
}

/** One puller; without a pool it runs wherever servers can. */
export interface PullPlan {
  readonly pool?: Pool;
  readonly pulls: readonly Pull[];
}

/** Names of containers come from their image, so that one more changes no other. */
export function pullPlans(
  starts: readonly Start[],
  pools: readonly Pool[],
  { extraImages }: Values['prePuller'],
): PullPlan[] {
  const extra = Object.values(extraImages ?? {}).map(({ name, tag }) => `${name}:${tag}`);
  const plan = (images: readonly string[]): Pull[] =>
    [...new Set([...images, ...extra])]
      .sort()
      .map((image) => ({ name: `image-pull-${checksum(image).slice(0, 8)}`, image }));
  if (pools.length === 0) return [{ pulls: plan(starts.flatMap(imagesOf)) }];
  return pools
    .map((pool) => {
      const here = starts.filter((start) => poolsFor(start, [pool]).length > 0);
      return { pool, pulls: here.length === 0 ? [] : plan(here.flatMap(imagesOf)) };
    })
    .filter(({ pulls }) => pulls.length > 0);
}

/** Nodes of the pool, and no others. */
export function poolPlacement(pool: Pool): { nodeSelector: JsonObject; tolerations: JsonObject[] } {
  return { nodeSelector: { ...pool.labels }, tolerations: tolerationsOf(pool) };
}
