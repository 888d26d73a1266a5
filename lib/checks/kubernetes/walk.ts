/** Walks a manifest along the definitions and collects what is wrong. */
import { isObject, type Json, type JsonObject } from '../../document/json';
import { type Path, showPath } from '../../document/path';
import { fieldsOf } from './data';
import type { FieldType, Scalar } from './field-type';
import { fieldHint, versionHint } from './hints';
import { rulesFor, scalarRule } from './rules';
import type { Context } from './rules/rule';
import { SCALARS } from './scalars';
import { shown } from './shown';
import { type Expected, type Table, tableOf, type Versions } from './table';
import type { Problem, Violation } from './violation';

/** The API server treats null as absent. */
export const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

export class Walk implements Context {
  readonly violations: Violation[] = [];
  readonly ancestors: JsonObject[] = [];
  readonly oldest: number;
  private readonly path: (string | number)[] = [];
  private readonly definitions: string[] = [];
  private readonly said = new Set<string>();
  private rule: string | undefined;

  constructor(oldest: number) {
    this.oldest = oldest;
  }

  /** A map that has to be of the definition. */
  visit(node: JsonObject, definition: string, versions: Versions): void {
    const table = tableOf(definition, versions);
    for (const key of Object.keys(node)) {
      const value = node[key];
      if (isAbsent(value)) continue;
      this.path.push(key);
      const expected = table.fields.get(key);
      if (!expected || expected.missing.length > 0) this.unknown(node, key, definition, table, expected);
      if (expected) {
        this.ancestors.push(node);
        this.definitions.push(definition);
        for (const { type, versions: below } of expected.types) this.value(node, key, value, type, below);
        this.definitions.pop();
        this.ancestors.pop();
      }
      this.path.pop();
    }
    for (const key of table.required) {
      if (isAbsent(node[key])) this.add(node, [key], 'required', `is missing: ${definition} requires it.`);
    }
    if (versions.newest) this.run(node, definition);
  }

  /** Called by the rules: `path` starts at the node that the rule was given. */
  readonly report = (
    node: JsonObject,
    path: Path,
    problem: Problem,
    message: string,
    hint?: string,
  ): void => {
    this.add(node, path, problem, message, hint);
  };

  private run(node: JsonObject, definition: string): void {
    for (const { name, check } of rulesFor(definition)) {
      this.rule = name;
      check(node, this);
    }
    this.rule = undefined;
  }

  private value(
    container: JsonObject | readonly Json[],
    key: string | number,
    value: Json,
    type: FieldType,
    versions: Versions,
  ): void {
    switch (type.form) {
      case 'scalar':
        this.scalar(container, key, value, type.scalar);
        break;
      case 'enum':
        if (typeof value !== 'string' || !type.values.includes(value)) {
          const allowed = type.values.map((each) => JSON.stringify(each)).join(' or ');
          this.own(container, key, 'enum', `is ${shown(value, this.path)}; it has to be ${allowed}.`);
        }
        break;
      case 'list':
        if (!Array.isArray(value)) this.mistyped(container, key, value, 'a list');
        else for (let at = 0; at < value.length; at += 1) this.below(value, at, value[at], type.of, versions);
        break;
      case 'map':
        if (!isObject(value)) this.mistyped(container, key, value, 'a map');
        else for (const name of Object.keys(value)) this.below(value, name, value[name], type.of, versions);
        break;
      case 'definition':
        if (isObject(value)) this.visit(value, type.name, versions);
        else this.mistyped(container, key, value, `a map (${type.name})`);
    }
  }

  private below(
    container: JsonObject | readonly Json[],
    key: string | number,
    value: Json | undefined,
    type: FieldType,
    versions: Versions,
  ): void {
    if (isAbsent(value)) return;
    this.path.push(key);
    this.value(container, key, value, type, versions);
    this.path.pop();
  }

  private scalar(container: object, key: string | number, value: Json, scalar: Scalar): void {
    if (!SCALARS[scalar].accepts(value)) {
      this.mistyped(container, key, value, SCALARS[scalar].called, quoting(value, scalar));
      return;
    }
    const rule = scalarRule(scalar);
    const message = rule?.check(value);
    if (rule && message !== undefined) {
      this.rule = rule.name;
      this.own(container, key, 'format', `is ${shown(value, this.path)}; ${message}.`);
      this.rule = undefined;
    }
  }

  private unknown(
    node: JsonObject,
    key: string,
    definition: string,
    table: Table,
    expected?: Expected,
  ): void {
    const variants = fieldsOf(definition).get(key);
    const missing = expected?.missing.map((minor) => `1.${minor}`).join(' and ');
    const where = missing === undefined ? '' : ` in Kubernetes ${missing}`;
    const hint = variants ? versionHint(variants) : fieldHint(key, table, this.definitions);
    this.own(node, key, 'unknown-field', `is not a field of ${definition}${where}.`, hint);
  }

  private mistyped(
    container: object,
    key: string | number,
    value: Json,
    called: string,
    hint?: string,
  ): void {
    this.own(container, key, 'type', `is ${shown(value, this.path)}; it has to be ${called}.`, hint);
  }

  /** The path's end is the key itself. */
  private own(
    container: object,
    key: string | number,
    problem: Problem,
    message: string,
    hint?: string,
  ): void {
    this.keep(
      { path: [...this.path], container, key, problem, message: `${showPath(this.path)} ${message}` },
      hint,
    );
  }

  private add(node: JsonObject, below: Path, problem: Problem, message: string, hint?: string): void {
    let container: unknown = node;
    for (const key of below.slice(0, -1)) container = (container as Record<string | number, unknown>)[key];
    const path = [...this.path, ...below];
    const key = below.at(-1) ?? '';
    this.keep(
      { path, container: container as object, key, problem, message: `${showPath(path)} ${message}` },
      hint,
    );
  }

  /** Two versions may find the same: said once. */
  private keep(found: Violation, hint: string | undefined): void {
    const saying = `${found.problem} ${this.rule} ${showPath(found.path)}`;
    if (this.said.has(saying)) return;
    this.said.add(saying);
    this.violations.push({
      ...found,
      ...(hint === undefined ? {} : { hint }),
      ...(this.rule === undefined ? {} : { rule: this.rule }),
    });
  }
}

function quoting(value: Json, scalar: Scalar): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean')
    return scalar === 's' ? 'put it in quotes' : undefined;
  if (typeof value !== 'string') return undefined;
  const number = /^[+-]?\d+$/.test(value) && 'iln'.includes(scalar);
  const boolean = (value === 'true' || value === 'false') && scalar === 'b';
  return number || boolean ? 'write it without quotes' : undefined;
}
