/**
 * What a scalar means, as Helm's reader (`sigs.k8s.io/yaml`) takes it: YAML 1.1 booleans, octal numbers
 * with a leading zero, no base-60 numbers, dates left as text.
 */
import { lenientUtf8 } from './encoding';
import { decimalFloat, dotFloat, integer } from './number';
import type { ResolvedScalar } from './resolved-scalar';
import { isTimestamp } from './timestamp';

const words = new Map<string, ResolvedScalar>();
function word(resolved: ResolvedScalar, ...spellings: string[]): void {
  for (const spelling of spellings) words.set(spelling, resolved);
}
word({ kind: 'bool', value: true }, 'y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON');
word({ kind: 'bool', value: false }, 'n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE');
word({ kind: 'bool', value: false }, 'off', 'Off', 'OFF');
word({ kind: 'null', value: null }, '', '~', 'null', 'Null', 'NULL');
word({ kind: 'float', value: Number.NaN }, '.nan', '.NaN', '.NAN');
word({ kind: 'float', value: Number.POSITIVE_INFINITY }, '.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF');
word({ kind: 'float', value: Number.NEGATIVE_INFINITY }, '-.inf', '-.Inf', '-.INF');
word({ kind: 'merge', value: '<<' }, '<<');

/** A text that begins with none of these is nothing but text. */
const MAY_MEAN_MORE = /^(?:[-+.\d]|[yYnNtTfFoO~<]|$)/;

export function resolvePlain(text: string): ResolvedScalar {
  if (!MAY_MEAN_MORE.test(text)) return { kind: 'text', value: text };
  const known = words.get(text);
  if (known) return known;
  const first = text.charCodeAt(0);
  if (first === 0x2e) return dotFloat(text) ?? { kind: 'text', value: text };
  // Letters and `~`: whatever is not in the list of words is text.
  if (first > 0x39) return { kind: 'text', value: text };
  const digits = text.includes('_') ? text.replaceAll('_', '') : text;
  return integer(digits) ?? decimalFloat(digits) ?? { kind: 'text', value: text };
}

const YAML_TAG = 'tag:yaml.org,2002:';
const CHECKED_KINDS = new Set(['bool', 'int', 'float', 'null', 'timestamp']);

/** A scalar with a tag; a text is returned that says what is wrong when the two do not fit. */
export function resolveTagged(tag: string, text: string): ResolvedScalar | string {
  const kind = tag.startsWith(YAML_TAG) ? tag.slice(YAML_TAG.length) : '';
  if (kind === 'binary') return decodeBinary(text);
  if (!CHECKED_KINDS.has(kind)) return { kind: 'text', value: text };
  if (kind === 'timestamp' && isTimestamp(text)) return { kind: 'timestamp', value: text };
  const resolved = resolvePlain(text);
  const found = resolved.kind === 'uint' ? 'int' : resolved.kind;
  if (found === kind) return resolved;
  // An integer up to int64 may be called a float; one above it may not.
  if (kind === 'float' && resolved.kind === 'int') return { kind: 'float', value: resolved.value };
  return `The tag !!${kind} does not fit this value.`;
}

function decodeBinary(text: string): ResolvedScalar | string {
  const packed = text.replace(/[\r\n]/g, '');
  const valid = packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed);
  if (!valid) return 'The tag !!binary wants base64, and this is none.';
  return { kind: 'text', value: lenientUtf8(Buffer.from(packed, 'base64')) };
}
