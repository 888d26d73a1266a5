/** How messages speak of a value: short, and never of one that may be a secret. */
import type { Path } from '../../document/path';

const LONGEST = 60;

// The data of Secrets and ConfigMaps, the values of variables and headers, and whatever is called like a credential.
const PRIVATE =
  /^(data|stringData|binaryData|value|args|command|parameters)$|passw|token|credential|api_?key|secret(?!(s|Name|Ref|KeyRef|Namespace)?$)/i;

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return `a ${typeof value}`;
}

export function mayShow(path: Path): boolean {
  return !path.some((key) => typeof key === 'string' && key !== 'secret' && PRIVATE.test(key));
}

/** A plain value as JSON writes it, anything else by its kind. */
export function brief(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    return kindOf(value);
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`;
}

export function shown(value: unknown, path: Path): string {
  return mayShow(path) ? brief(value) : kindOf(value);
}
