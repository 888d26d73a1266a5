/** Which files of the output are ours to replace and remove. All others are foreign and never touched. */
import { hasHeader } from './header';

/** Bytes of a file that decide: a header longer than this would need a path that no system allows. */
export const DECISIVE_BYTES = 8192;

/**
 * JSON has no comments, so a file without a header is known by its exact name at the root of its folder, and by its
 * form: a list of maps with these keys. Anything else of that name is foreign.
 */
const HEADERLESS: ReadonlyMap<string, readonly string[]> = new Map([
  ['required-secrets.json', ['name', 'type', 'keys']],
]);

/** Whether a file of this path (below its folder) can be ours without a header. */
export function mayLackHeader(path: string): boolean {
  return HEADERLESS.has(path);
}

/** `content` reads the file as a whole and is called only where the first bytes cannot decide. */
export function isOurs(path: string, start: string, content: () => string): boolean {
  const keys = HEADERLESS.get(path);
  return keys === undefined ? hasHeader(start) : isListOf(keys, content());
}

function isListOf(keys: readonly string[], text: string): boolean {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return false;
  }
  return (
    Array.isArray(data) &&
    data.every((item) => typeof item === 'object' && item !== null && keys.every((key) => key in item))
  );
}
