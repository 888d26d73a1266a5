/** Amounts in a config as KubeSpawner's traits say them. */
import type { CpuRange, MemoryRange, NodeFraction } from '../../config/schema/amounts';
import type { NodePools } from '../../config/schema/node-pools';
import type { JsonObject } from '../../document/json';
import { freeOf } from '../../values/profiles/pools';

interface Amounts {
  readonly cpu?: CpuRange;
  readonly memory?: MemoryRange;
  readonly node?: NodeFraction;
}

/** Traits; what is written beside a part of a node wins over it. */
export function amountTraits({ cpu, memory, node }: Amounts, pools: NodePools): JsonObject {
  return {
    ...(node === undefined ? {} : partOfNode(node, pools)),
    ...(cpu?.guarantee === undefined ? {} : { cpu_guarantee: cpu.guarantee }),
    ...(cpu?.limit === undefined ? {} : { cpu_limit: cpu.limit }),
    ...(memory?.guarantee === undefined ? {} : { mem_guarantee: byteText(memory.guarantee) }),
    ...(memory?.limit === undefined ? {} : { mem_limit: byteText(memory.limit) }),
  };
}

/** `4Gi` is 4G to JupyterHub, and 1.5Gi is 1.5G. */
export function byteText(memory: string): string {
  return memory.replace(/i$/, '');
}

/**
 * Memory is a limit too: what one server takes beyond its part is missing to the next. CPU is not, since idle cores can
 * be lent. Rounded down, so that as many servers fit as the part says.
 */
function partOfNode({ pool: name, part }: NodeFraction, pools: NodePools): JsonObject {
  const pool = pools.find((each) => each.name === name);
  if (pool === undefined) return {};
  const divisor = Number(part.split('/')[1] ?? 1);
  const free = freeOf(pool);
  const memory = `${Math.floor((free['memory'] ?? 0) / divisor / 2 ** 20)}M`;
  return {
    cpu_guarantee: Math.floor(((free['cpu'] ?? 0) / divisor) * 1000) / 1000,
    mem_guarantee: memory,
    mem_limit: memory,
  };
}
