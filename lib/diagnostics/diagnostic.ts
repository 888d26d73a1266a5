/** What a build says about its input: one problem, where it is, and the way out. */
import type { Code } from './codes';

export type Severity = 'error' | 'warning';

/** A place in an input file. Lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong: the key, its value (never a secret one) and the rule. One sentence or two. */
  readonly message: string;
  /** The way out. */
  readonly hint?: string;
  /** The key's path in the input, `jupyterhub.hub.db.type`. */
  readonly path?: string;
  readonly position?: Position;
}

/** Ends a build: at least one of the diagnostics is an error. Commands turn it into exit status 2. */
export class DiagnosticError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((each) => each.message).join('\n'));
    this.name = 'DiagnosticError';
    this.diagnostics = diagnostics;
  }
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((each) => each.severity === 'error');
}

/** In the order in which somebody reads the files; what has no place comes last. Equal places keep their order. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(({ position: a }, { position: b }) => {
    if (!a || !b) return Number(!a) - Number(!b);
    if (a.file !== b.file) return a.file < b.file ? -1 : 1;
    return a.line - b.line || a.column - b.column;
  });
}
