/** Nodes to plain data: scalars get their meaning, aliases are copied out, every key remembers its place. */
import { Alias, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Targets } from './anchors';
import { type Json, setOwn } from './json';
import { isMergeKey } from './merge-key';
import { recordOrigin } from './origin';
import { refusedPair } from './refused-syntax';
import { Report } from './report';
import { ScalarReader } from './scalar-reader';
import type { SourceText } from './source-text';

type Data = { [key: string]: Json };

export class DataBuilder {
  readonly report: Report;
  private readonly source: SourceText;
  private readonly targets: Targets;
  private readonly strict: boolean;
  private readonly scalars: ScalarReader;

  constructor(source: SourceText, targets: Targets, strict: boolean) {
    this.source = source;
    this.report = new Report(source.positions);
    this.targets = targets;
    this.strict = strict;
    this.scalars = new ScalarReader(source.text, this.report, strict);
  }

  value(node: unknown, inFlow: boolean, at: number): Json {
    if (node instanceof Scalar) return this.scalars.value(node, inFlow, at);
    if (node instanceof YAMLMap) return this.fill(node, {}, inFlow || node.flow === true);
    if (node instanceof YAMLSeq) return this.list(node, inFlow || node.flow === true);
    if (node instanceof Alias) return this.copy(node, (target) => this.value(target, inFlow, at)) ?? null;
    return null;
  }

  private list(node: YAMLSeq, inFlow: boolean): Json {
    const list: Json[] = [];
    for (const item of node.items) {
      const index = list.length;
      this.report.path.push(index);
      const at = this.offsetOf(item, node);
      list.push(this.value(item, inFlow, at));
      recordOrigin(list, index, { positions: this.source.positions, key: at, value: at });
      this.report.path.pop();
    }
    return list;
  }

  private fill(node: YAMLMap, data: Data, inFlow: boolean): Data {
    const written = new Map<string, number>();
    for (const pair of node.items) {
      if (isMergeKey(pair.key)) this.merge(pair, data, node);
      else this.entry(pair, data, written, inFlow, node);
    }
    return data;
  }

  private entry(
    pair: Pair,
    data: Data,
    written: Map<string, number>,
    inFlow: boolean,
    parent: YAMLMap,
  ): void {
    const at = this.offsetOf(pair.key, parent);
    const refused = refusedPair(pair, this.source.text, inFlow);
    if (refused) this.report.error('YAML_SYNTAX', refused, at);
    const key = this.key(pair.key, inFlow, at);
    this.report.path.push(key);
    const first = written.get(key);
    if (first !== undefined) this.reportTwice(key, first, at);
    else written.set(key, at);
    const valueAt = pair.value ? this.offsetOf(pair.value, parent) : at;
    setOwn(data, key, this.value(pair.value, inFlow, valueAt));
    recordOrigin(data, key, { positions: this.source.positions, key: at, value: valueAt });
    this.report.path.pop();
  }

  /** Merged keys take their place in order: they replace what stands above, and yield to what follows. */
  private merge(pair: Pair, data: Data, parent: YAMLMap): void {
    const { value } = pair;
    const at = this.offsetOf(value ?? pair.key, parent);
    const sources = value instanceof YAMLSeq ? [...value.items].reverse() : [value];
    for (const source of sources) {
      const mergeOne = (node: unknown): void => {
        if (node instanceof YAMLMap) this.fill(node, data, node.flow === true);
        else this.report.error('YAML_VALUE', NOT_A_MAP_TO_MERGE, at);
      };
      // Of the target itself only its kind can be wrong, and that is wrong here.
      const target = source instanceof Alias ? this.targets.get(source) : undefined;
      if (source instanceof Alias && (!target || target instanceof YAMLMap)) this.copy(source, mergeOne);
      else mergeOne(target ?? source);
    }
  }

  private key(node: unknown, inFlow: boolean, at: number): string {
    if (node instanceof Alias) return this.copy(node, (target) => this.key(target, inFlow, at)) ?? '';
    if (!(node instanceof YAMLMap || node instanceof YAMLSeq)) return this.scalars.key(node, inFlow, at);
    const problem = {
      message: 'A map or list cannot be a key.',
      hint: 'Put the key in quotes if it is a text.',
    };
    this.report.error('YAML_VALUE', problem, at);
    return '';
  }

  private copy<T>(alias: Alias, use: (target: Node) => T): T | undefined {
    const target = this.targets.get(alias);
    if (!target) {
      const message = `No anchor "&${alias.source}" stands above this alias.`;
      const hint = 'Set the anchor earlier in the file, or put the text in quotes.';
      this.report.error('YAML_SYNTAX', { message, hint }, this.offsetOf(alias, alias));
      return undefined;
    }
    this.report.copying += 1;
    const result = use(target);
    this.report.copying -= 1;
    return result;
  }

  private reportTwice(key: string, first: number, at: number): void {
    const problem = {
      message: `The key "${key}" stands twice in one map, first in line ${this.source.positions.at(first).line}; the last one counts.`,
      hint: 'Remove one of the two, or join them.',
    };
    this.report.add('YAML_DUPLICATE_KEY', this.strict ? 'error' : 'warning', problem, at);
  }

  private offsetOf(node: unknown, parent: Node): number {
    const range = node instanceof Pair ? (node.key as Node | null)?.range : (node as Node | null)?.range;
    return (range ?? parent.range)?.[0] ?? 0;
  }
}

const NOT_A_MAP_TO_MERGE = {
  message: 'The merge key "<<" takes a map or a list of maps.',
  hint: 'Give it an alias of a map: `<<: *name`. As an ordinary key it has to be in quotes.',
};
