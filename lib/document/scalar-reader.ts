/** The values and keys that single scalars of a document stand for. */
import { Scalar } from 'yaml';
import { ambiguity } from './ambiguity';
import { endOfBlock } from './block-end';
import { floatKey } from './number';
import { refusedScalar } from './refused-syntax';
import type { Report } from './report';
import type { ResolvedScalar } from './resolved-scalar';
import { resolvePlain, resolveTagged } from './scalar';

export class ScalarReader {
  private readonly text: string;
  private readonly report: Report;
  private readonly strict: boolean;

  constructor(text: string, report: Report, strict: boolean) {
    this.text = text;
    this.report = report;
    this.strict = strict;
  }

  value(node: Scalar, inFlow: boolean, at: number): string | number | boolean | null {
    const { value } = this.resolve(node, inFlow, at);
    if (typeof value === 'number' && !Number.isFinite(value)) {
      const message = 'Infinity and "not a number" have no place in JSON, which Kubernetes speaks.';
      this.report.error('YAML_VALUE', { message, hint: 'Put it in quotes if it is a text.' }, at);
    }
    return value;
  }

  /** Keys are text in JSON: numbers and booleans become what Go prints for them. */
  key(node: unknown, inFlow: boolean, at: number): string {
    const { kind, value, digits } =
      node instanceof Scalar
        ? this.resolve(node, inFlow, at)
        : ({ kind: 'null', value: null } as ResolvedScalar);
    if (kind === 'null' || kind === 'uint') {
      const message = kind === 'uint' ? 'This number is too large for a key.' : 'A key is empty or null.';
      this.report.error('YAML_VALUE', { message, hint: 'Put the key in quotes.' }, at);
      return '';
    }
    if (kind === 'int') return digits ?? String(value);
    return kind === 'float' ? floatKey(Number(value)) : String(value);
  }

  private resolve(node: Scalar, inFlow: boolean, at: number): ResolvedScalar {
    const written = String(node.value);
    const text = node.type?.startsWith('BLOCK') ? endOfBlock(node, written, this.text) : written;
    const refused = refusedScalar(node, text, this.text, inFlow);
    if (refused) this.report.error('YAML_SYNTAX', refused, at);
    if (node.tag !== undefined) return this.resolveTagged(node.tag, text, at);
    if (node.type !== 'PLAIN') return { kind: 'text', value: text };
    const resolved = resolvePlain(text);
    if (this.strict) {
      const problem = ambiguity(text, resolved, this.report.last);
      if (problem) this.report.error('YAML_AMBIGUOUS_SCALAR', problem, at);
    }
    return resolved;
  }

  private resolveTagged(tag: string, text: string, at: number): ResolvedScalar {
    const resolved = resolveTagged(tag, text);
    if (typeof resolved !== 'string') return resolved;
    this.report.error('YAML_VALUE', { message: resolved, hint: 'Correct the value or remove the tag.' }, at);
    return { kind: 'text', value: text };
  }
}
