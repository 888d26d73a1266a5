import type { Scalar } from 'yaml';

/**
 * A block text that ends with the file, without a line break there, has none at its end for Helm's
 * reader; the `yaml` package adds one.
 */
export function endOfBlock(node: Scalar, text: string, source: string): string {
  if (source.endsWith('\n') || !text.endsWith('\n') || (node.range?.[1] ?? 0) < source.length) return text;
  const lastLine = source.slice(source.lastIndexOf('\n') + 1);
  const keepsAll = /^[|>]\d?\+/.test(source.slice(node.range?.[0]));
  return lastLine.trim() !== '' || keepsAll ? text.slice(0, -1) : text;
}
