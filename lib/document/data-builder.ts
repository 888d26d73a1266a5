/** Nodes to plain data: scalars get their meaning, aliases are copied out, every key remembers its place. */
import { Alias, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Position } from '../diagnostics/diagnostic';
import type { Targets } from './anchors';
import type { Json } from './json';
import { isMergeKey } from './merge-key';
import { recordOrigin } from './origin';
import { refusedPair } from './refused-syntax';
import { Report } from './report';
import { ScalarReader } from './scalar-reader';
import type { SourceText } from './source-text';

type Data = { [key: string]: Json };

export class DataBuilder {
  readonly report = new Report();
  private readonly source: SourceText;
  private readonly targets: Targets;
  private readonly strict: boolean;
  private readonly scalars: ScalarReader;

  constructor(source: SourceText, targets: Targets, strict: boolean) {
    this.source = source;
    this.targets = targets;
    this.strict = strict;
    this.scalars = new ScalarReader(source.text, this.report, strict);
  }

  value(node: unknown, inFlow: boolean, position: Position): Json {
    if (node instanceof Scalar) return this.scalars.value(node, inFlow, position);
    if (node instanceof YAMLMap) return this.fill(node, {}, inFlow || node.flow === true);
    if (node instanceof YAMLSeq) return this.list(node, inFlow || node.flow === true);
    if (node instanceof Alias)
      return this.copy(node, (target) => this.value(target, inFlow, position)) ?? null;
    return null;
  }

  private list(node: YAMLSeq, inFlow: boolean): Json {
    const list: Json[] = [];
    for (const item of node.items) {
      const index = list.length;
      this.report.path.push(index);
      const position = this.positionOf(item, node);
      list.push(this.value(item, inFlow, position));
      recordOrigin(list, index, { key: position, value: position });
      this.report.path.pop();
    }
    return list;
  }

  private fill(node: YAMLMap, data: Data, inFlow: boolean): Data {
    const written = new Map<string, Position>();
    for (const pair of node.items) {
      if (isMergeKey(pair.key)) this.merge(pair, data, node);
      else this.entry(pair, data, written, inFlow, node);
    }
    return data;
  }

  private entry(
    pair: Pair,
    data: Data,
    written: Map<string, Position>,
    inFlow: boolean,
    parent: YAMLMap,
  ): void {
    const position = this.positionOf(pair.key, parent);
    const refused = refusedPair(pair, this.source.text, inFlow);
    if (refused) this.report.error('YAML_SYNTAX', refused, position);
    const key = this.key(pair.key, inFlow, position);
    this.report.path.push(key);
    const first = written.get(key);
    if (first) this.reportTwice(key, first, position);
    else written.set(key, position);
    const valuePosition = pair.value ? this.positionOf(pair.value, parent) : position;
    setOwn(data, key, this.value(pair.value, inFlow, valuePosition));
    recordOrigin(data, key, { key: position, value: valuePosition });
    this.report.path.pop();
  }

  /** Merged keys take their place in order: they replace what stands above, and yield to what follows. */
  private merge(pair: Pair, data: Data, parent: YAMLMap): void {
    const { value } = pair;
    const position = this.positionOf(value ?? pair.key, parent);
    const sources = value instanceof YAMLSeq ? [...value.items].reverse() : [value];
    for (const source of sources) {
      const mergeOne = (node: unknown): void => {
        if (node instanceof YAMLMap) this.fill(node, data, node.flow === true);
        else this.report.error('YAML_VALUE', NOT_A_MAP_TO_MERGE, position);
      };
      // Of the target itself only its kind can be wrong, and that is wrong here.
      const target = source instanceof Alias ? this.targets.get(source) : undefined;
      if (source instanceof Alias && (!target || target instanceof YAMLMap)) this.copy(source, mergeOne);
      else mergeOne(target ?? source);
    }
  }

  private key(node: unknown, inFlow: boolean, position: Position): string {
    if (node instanceof Alias) return this.copy(node, (target) => this.key(target, inFlow, position)) ?? '';
    if (!(node instanceof YAMLMap || node instanceof YAMLSeq))
      return this.scalars.key(node, inFlow, position);
    const problem = {
      message: 'A map or list cannot be a key.',
      hint: 'Put the key in quotes if it is a text.',
    };
    this.report.error('YAML_VALUE', problem, position);
    return '';
  }

  private copy<T>(alias: Alias, use: (target: Node) => T): T | undefined {
    const target = this.targets.get(alias);
    if (!target) {
      const message = `No anchor "&${alias.source}" stands above this alias.`;
      const hint = 'Set the anchor earlier in the file, or put the text in quotes.';
      this.report.error('YAML_SYNTAX', { message, hint }, this.positionOf(alias, alias));
      return undefined;
    }
    this.report.copying += 1;
    const result = use(target);
    this.report.copying -= 1;
    return result;
  }

  private reportTwice(key: string, first: Position, position: Position): void {
    const problem = {
      message: `The key "${key}" stands twice in one map, first in line ${first.line}; the last one counts.`,
      hint: 'Remove one of the two, or join them.',
    };
    this.report.add('YAML_DUPLICATE_KEY', this.strict ? 'error' : 'warning', problem, position);
  }

  private positionOf(node: unknown, parent: Node): Position {
    const range = node instanceof Pair ? (node.key as Node | null)?.range : (node as Node | null)?.range;
    return this.source.positions.at((range ?? parent.range)?.[0] ?? 0);
  }
}

const NOT_A_MAP_TO_MERGE = {
  message: 'The merge key "<<" takes a map or a list of maps.',
  hint: 'Give it an alias of a map: `<<: *name`. As an ordinary key it has to be in quotes.',
};

/** `data.__proto__ = ...` would set the prototype. */
function setOwn(data: Data, key: string, value: Json): void {
  if (key !== '__proto__') data[key] = value;
  else Object.defineProperty(data, key, { value, enumerable: true, configurable: true, writable: true });
}
