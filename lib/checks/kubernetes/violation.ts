/** What the check says about one key of a manifest. */
import type { Path } from '../../document/path';

export type Problem = 'unknown-kind' | 'unknown-field' | 'type' | 'required' | 'enum' | 'format';

export interface Violation {
  /** From the manifest's root to the key. */
  readonly path: Path;
  /** The very map or list of the manifest that holds the key (or lacks it), for looking up its source line. */
  readonly container: object;
  readonly key: string | number;
  readonly problem: Problem;
  readonly message: string;
  readonly hint?: string;
  /** The rule beyond the published schemas that found it; absent where the schemas themselves say no. */
  readonly rule?: string;
}

/** Minor versions of Kubernetes 1; a manifest has to be right in both. */
export interface Range {
  readonly oldest: number;
  readonly newest: number;
}
