/** Collects what is wrong with a document while it is walked. */
import type { Code } from '../diagnostics/codes';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { showPath } from './path';
import type { PositionIndex } from './position-index';

export interface Problem {
  readonly message: string;
  readonly hint: string;
}

/** More than anybody reads; a broken file of megabytes would have a million. */
export const MAX_PROBLEMS = 100;

/** Errors of strict reading that leave no doubt what the document says. */
const READABLE: ReadonlySet<Code> = new Set(['YAML_DUPLICATE_KEY', 'YAML_AMBIGUOUS_SCALAR']);

export class Report {
  readonly #positions: PositionIndex;
  readonly diagnostics: Diagnostic[] = [];
  /** The keys that lead to where the walk is. */
  readonly path: (string | number)[] = [];
  /** How many aliases are open. What is wrong inside of one was told where its anchor stands. */
  copying = 0;
  /** Whether the data would be a guess. */
  unreadable = false;

  constructor(positions: PositionIndex) {
    this.#positions = positions;
  }

  error(code: Code, problem: Problem, at: number): void {
    this.add(code, 'error', problem, at);
  }

  add(code: Code, severity: Diagnostic['severity'], problem: Problem, at: number): void {
    if (this.copying > 0) return;
    if (severity === 'error' && !READABLE.has(code)) this.unreadable = true;
    if (this.diagnostics.length >= MAX_PROBLEMS) return;
    const path = showPath(this.path);
    this.diagnostics.push({
      code,
      severity,
      ...problem,
      ...(path === '' ? {} : { path }),
      position: this.#positions.at(at),
    });
  }

  /** The key or index the walk is at. */
  get last(): string | number | undefined {
    return this.path.at(-1);
  }
}
