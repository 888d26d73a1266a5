/** Walks a manifest along the definitions of its kind. */
import { isObject, type Json, type JsonObject } from '../../document/json';
import type { Path } from '../../document/path';
import type { FieldType, Scalar } from './field-type';
import { Findings } from './findings';
import { fieldHint, quotesHint, versionHint } from './hints';
import { rulesFor, scalarRule } from './rules';
import type { Context } from './rules/rule';
import { SCALARS } from './scalars';
import { shown } from './shown';
import { type Expected, expectedOf, type Table, tableOf, type Versions } from './table';
import type { Problem, Violation } from './violation';

type Container = JsonObject | readonly Json[];

/** The API server treats null as absent. */
export const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

export class Walk implements Context {
  readonly ancestors: JsonObject[] = [];
  readonly oldest: number;
  private readonly findings = new Findings();
  private readonly definitions: string[] = [];

  constructor(oldest: number) {
    this.oldest = oldest;
  }

  get violations(): Violation[] {
    return this.findings.violations;
  }

  report(node: JsonObject, path: Path, problem: Problem, message: string, hint?: string): void {
    this.findings.below(node, path, problem, message, hint);
  }

  /** A map that has to be of the definition. */
  visit(node: JsonObject, definition: string, versions: Versions): void {
    const table = tableOf(definition, versions);
    for (const key of Object.keys(node)) {
      const value = node[key];
      if (isAbsent(value)) continue;
      this.findings.path.push(key);
      this.field(node, key, value, definition, table, versions);
      this.findings.path.pop();
    }
    for (const key of table.required)
      if (isAbsent(node[key])) this.report(node, [key], 'required', `is missing: ${definition} requires it.`);
    if (versions.newest) this.askRules(node, definition);
  }

  private field(
    node: JsonObject,
    key: string,
    value: Json,
    definition: string,
    table: Table,
    versions: Versions,
  ): void {
    const text = table.fields.get(key);
    const expected = text === undefined ? undefined : expectedOf(text, versions);
    if (!expected || expected.missing.length > 0) this.unknown(node, key, definition, table, expected);
    if (!expected) return;
    this.ancestors.push(node);
    this.definitions.push(definition);
    for (const { type, versions: below } of expected.types) this.value(node, key, value, type, below);
    this.definitions.pop();
    this.ancestors.pop();
  }

  private askRules(node: JsonObject, definition: string): void {
    for (const { name, check } of rulesFor(definition)) {
      this.findings.rule = name;
      check(node, this);
    }
    this.findings.rule = undefined;
  }

  private value(
    container: Container,
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
          const message = `is ${shown(value, this.findings.path)}; it has to be ${allowed}.`;
          this.findings.here(container, key, 'enum', message);
        }
        break;
      case 'list':
        if (!Array.isArray(value)) this.mistyped(container, key, value, 'a list');
        else for (let at = 0; at < value.length; at += 1) this.item(value, at, value[at], type.of, versions);
        break;
      case 'map':
        if (!isObject(value)) this.mistyped(container, key, value, 'a map');
        else for (const name of Object.keys(value)) this.item(value, name, value[name], type.of, versions);
        break;
      case 'definition':
        if (isObject(value)) this.visit(value, type.name, versions);
        else this.mistyped(container, key, value, `a map (${type.name})`);
    }
  }

  private item(
    container: Container,
    key: string | number,
    value: Json | undefined,
    type: FieldType,
    versions: Versions,
  ): void {
    if (isAbsent(value)) return;
    this.findings.path.push(key);
    this.value(container, key, value, type, versions);
    this.findings.path.pop();
  }

  private scalar(container: Container, key: string | number, value: Json, scalar: Scalar): void {
    const { accepts, called } = SCALARS[scalar];
    if (!accepts(value)) {
      this.mistyped(container, key, value, called, quotesHint(value, scalar));
      return;
    }
    const rule = scalarRule(scalar);
    const wrong = rule?.check(value);
    if (!rule || wrong === undefined) return;
    this.findings.rule = rule.name;
    this.findings.here(container, key, 'format', `is ${shown(value, this.findings.path)}; ${wrong}.`);
    this.findings.rule = undefined;
  }

  private unknown(
    node: JsonObject,
    key: string,
    definition: string,
    table: Table,
    expected?: Expected,
  ): void {
    const text = table.fields.get(key);
    const missing = expected?.missing.map((minor) => `1.${minor}`).join(' and ');
    const where = missing === undefined ? '' : ` in Kubernetes ${missing}`;
    const hint = text === undefined ? fieldHint(key, table.fields, this.definitions) : versionHint(text);
    this.findings.here(node, key, 'unknown-field', `is not a field of ${definition}${where}.`, hint);
  }

  private mistyped(
    container: Container,
    key: string | number,
    value: Json,
    called: string,
    hint?: string,
  ): void {
    const message = `is ${shown(value, this.findings.path)}; it has to be ${called}.`;
    this.findings.here(container, key, 'type', message, hint);
  }
}
