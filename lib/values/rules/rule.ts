/** A rule of the chart beyond its schema: one file each, over values that pass the schema. */
import type { Code } from '../../diagnostics/codes';
import type { Severity } from '../../diagnostics/diagnostic';
import type { JsonObject } from '../../document/json';
import type { Path } from '../../document/path';
import type { Values } from '../schema/values';

/** How strict a build is: `render` takes what the chart takes, a config does not. */
export interface Policy {
  readonly behaviour: 'chart' | 'fixed';
  /** What the chart lets pass, though it does nothing or harm: a warning or an error. */
  readonly lenient: boolean;
  /** A secret in plain text: taken out with a warning, or an error. */
  readonly plaintext: Severity;
}

export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  readonly path: Path;
  readonly message: string;
  readonly hint?: string;
}

export type Rule = (values: Values, written: JsonObject, policy: Policy) => readonly Finding[];

/** An error wherever it is found. */
export function refuse(code: Code, path: Path, message: string, hint?: string): Finding {
  return { code, severity: 'error', path, message, ...(hint === undefined ? {} : { hint }) };
}

/** A warning where the chart accepts it and so do we; an error in a config. */
export function doubt(policy: Policy, code: Code, path: Path, message: string, hint?: string): Finding {
  return { ...refuse(code, path, message, hint), severity: policy.lenient ? 'warning' : 'error' };
}
