/** Which node each alias stands for, and whether aliases multiply the document beyond reason. */
import { Alias, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isMergeKey } from './merge-key';

export type Targets = ReadonlyMap<Alias, Node>;

/** An anchor may be given again; an alias means the last one above it. */
export function resolveAliases(root: unknown): Targets {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const visit = (node: unknown): void => {
    if (node instanceof Alias) {
      const target = anchors.get(node.source);
      if (target) targets.set(node, target);
    } else if (node instanceof Pair) {
      visit(node.key);
      visit(node.value);
    } else if (node instanceof Scalar || node instanceof YAMLMap || node instanceof YAMLSeq) {
      if (node.anchor) anchors.set(node.anchor, node);
      if (!(node instanceof Scalar)) for (const item of node.items) visit(item);
    }
  };
  visit(root);
  return targets;
}

export type Excess = 'too many' | 'contains itself';

/** go-yaml's rule: up to 400,000 steps 99 % of them may be spent in aliases, from 4,000,000 on 10 %. */
function allowedShare(steps: number): number {
  const low = 400_000;
  const high = 4_000_000;
  if (steps <= low) return 0.99;
  return steps >= high ? 0.1 : 0.99 - 0.89 * ((steps - low) / (high - low));
}

/** Walks as go-yaml decodes, and builds nothing; so a bomb is refused before it costs memory. */
export function findExcess(root: unknown, targets: Targets): { kind: Excess; alias: Alias } | undefined {
  const open = new Set<Alias>();
  let steps = 1;
  let aliasSteps = 0;
  let last: Alias | undefined;

  function walk(node: unknown): Excess | undefined {
    steps += 1;
    if (open.size > 0) aliasSteps += 1;
    if (aliasSteps > 100 && steps > 1000 && aliasSteps / steps > allowedShare(steps)) return 'too many';
    if (node instanceof Alias) return walkAlias(node);
    if (node instanceof YAMLSeq) return walkAll(node.items);
    return node instanceof YAMLMap ? walkMap(node) : undefined;
  }

  function walkAlias(alias: Alias): Excess | undefined {
    last = alias;
    if (open.has(alias)) return 'contains itself';
    open.add(alias);
    const excess = targets.has(alias) ? walk(targets.get(alias)) : undefined;
    open.delete(alias);
    return excess;
  }

  function walkAll(nodes: readonly unknown[]): Excess | undefined {
    for (const node of nodes) {
      const excess = walk(node);
      if (excess) return excess;
    }
    return undefined;
  }

  function walkMap(map: YAMLMap): Excess | undefined {
    for (const { key, value } of map.items) {
      let excess: Excess | undefined;
      if (!isMergeKey(key)) excess = walk(key) ?? walk(value);
      // The items of a merged list are merged from the last to the first; the list itself is no step.
      else excess = value instanceof YAMLSeq ? walkAll([...value.items].reverse()) : walk(value);
      if (excess) return excess;
    }
    return undefined;
  }

  const kind = walk(root);
  return kind && last ? { kind, alias: last } : undefined;
}
