/** Plain scalars that Helm's reader (YAML 1.1) and a YAML 1.2 reader take for different things. */
import type { Problem } from './report';
import type { ResolvedScalar } from './resolved-scalar';

type Value = ResolvedScalar['value'];

const NUMBER_LIKE = /^[-+.\d]/;
const INTEGER = /^(?:[-+]?\d+|0o[0-7]+|0x[\da-fA-F]+)$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const SECRET_KEY = /pass|secret|token|key|credential/i;

/** What the core schema of YAML 1.2 reads. */
function readCore(text: string): Value {
  if (/^(?:null|Null|NULL|~|)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (INTEGER.test(text) || FLOAT.test(text)) return Number(text);
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return /^\.(?:nan|NaN|NAN)$/.test(text) ? Number.NaN : text;
}

export function ambiguity(
  text: string,
  resolved: ResolvedScalar,
  key?: string | number,
): Problem | undefined {
  if (resolved.kind === 'text' && !NUMBER_LIKE.test(text)) return undefined;
  const core = readCore(text);
  const { value } = resolved;
  if (core === value || (Number.isNaN(core) && Number.isNaN(value))) return undefined;
  const isSecret = typeof key === 'string' && SECRET_KEY.test(key);
  const named = isSecret ? 'This value' : `\`${text}\``;
  const [in11, in12] = isSecret ? ['one thing', 'another'] : [kindOf(value, core), kindOf(core, value)];
  const message = `${named} is ${in11} for YAML 1.1 (Helm) and ${in12} for YAML 1.2.`;
  return { message, hint: isSecret ? 'Put it in quotes.' : wayOut(text, value, core) };
}

function kindOf(value: Value, other: Value): string {
  if (typeof value === 'string') return 'a text';
  if (typeof value !== 'number') return String(value);
  return typeof other === 'number' && Number.isFinite(other) ? `the number ${value}` : 'a number';
}

function wayOut(text: string, value: Value, core: Value): string {
  const quoted = 'put it in quotes if it is a text.';
  if (typeof value === 'boolean') return `Write \`${value}\`, or ${quoted}`;
  if (typeof value !== 'number') return `P${quoted.slice(1)}`;
  const octal = /^0[0-7]+$/.test(text) ? ` or \`0o${text.slice(1)}\`` : '';
  const decimal = typeof core === 'number' && octal === '' ? ` or \`${core}\`` : '';
  return `Write \`${value}\`${octal}${decimal}, or ${quoted}`;
}
