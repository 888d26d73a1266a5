export type ScalarKind = 'null' | 'bool' | 'int' | 'uint' | 'float' | 'text' | 'timestamp' | 'merge';

/** What a scalar means; the kind is go-yaml's, where `uint` is an integer beyond int64. */
export interface ResolvedScalar {
  readonly kind: ScalarKind;
  readonly value: string | number | boolean | null;
  /** An integer as Go prints it, told where a number of JavaScript may have fewer digits. */
  readonly digits?: string;
}
