/** Collects what is wrong, with the path walked so far and the rule that is at work. */
import type { JsonObject } from '../../document/json';
import { type Path, showPath } from '../../document/path';
import type { Problem, Violation } from './violation';

export class Findings {
  readonly violations: Violation[] = [];
  /** To where the walk is; pushed to and popped from. */
  readonly path: (string | number)[] = [];
  /** The rule beyond the schemas that is asked just now. */
  rule: string | undefined;
  private readonly said = new Set<string>();

  /** About the key that the path ends with. */
  here(container: object, key: string | number, problem: Problem, message: string, hint?: string): void {
    this.keep([...this.path], container, key, problem, message, hint);
  }

  /** About a key below the node that the path ends with. */
  below(node: JsonObject, below: Path, problem: Problem, message: string, hint?: string): void {
    let container: unknown = node;
    for (const key of below.slice(0, -1)) container = (container as Record<string | number, unknown>)[key];
    this.keep([...this.path, ...below], container as object, below.at(-1) ?? '', problem, message, hint);
  }

  private keep(
    path: Path,
    container: object,
    key: string | number,
    problem: Problem,
    text: string,
    hint?: string,
  ) {
    const shown = showPath(path);
    // Two versions may find the same: said once.
    const saying = `${problem} ${this.rule} ${shown}`;
    if (this.said.has(saying)) return;
    this.said.add(saying);
    const message = `${shown} ${text}`;
    this.violations.push({
      ...{ path, container, key, problem, message },
      ...(hint === undefined ? {} : { hint }),
      ...(this.rule === undefined ? {} : { rule: this.rule }),
    });
  }
}
