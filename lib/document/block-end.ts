import type { Scalar } from 'yaml';

/**
 * A block text that ends with the file, without a line break there, has none at its end for Helm's
 * reader; the `yaml` package adds one.
 */
export function endOfBlock(node: Scalar, text: string, source: string): string {
  if (source.endsWith('\n') || !text.endsWith('\n') || (node.range?.[1] ?? 0) < source.length) return text;
  const [header = '', ...lines] = source.slice(node.range?.[0]).split('\n');
  const last = lines.at(-1) ?? '';
  return last.trim() !== '' || isContent(last, lines, header) ? text.slice(0, -1) : text;
}

/** Whether a last line of spaces counts: as text beyond the indentation, or as the only line of all. */
function isContent(last: string, lines: readonly string[], header: string): boolean {
  const first = lines.find((line) => line.trim() !== '');
  if (first === undefined) return lines.length === 1 && /^[|>]\d?\+/.test(header);
  return last.length > first.length - first.trimStart().length;
}
