/** One question that a command asks of another system, and the answer. */
export interface Check {
  readonly what: string;
  readonly state: 'ok' | 'warning' | 'wrong';
  /** Figures, or what to do; nothing secret. */
  readonly detail: string;
}
