/** Tabs that YAML 1.2 takes for white space, and Helm's reader refuses: it wants spaces up to the content. */
import { Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** A tab behind nothing but spaces and the indicators of lists and keys. */
const LEADING_TAB = /^ *(?:[-?:] +)*[-?:]?\t/gm;

/** The offset of the first refused tab. */
export function refusedTab(root: unknown, source: string): number | undefined {
  if (!source.includes('\t')) return undefined;
  const shielded: [number, number][] = [];
  const inBlock = collect(root, source, shielded);
  if (inBlock !== undefined) return inBlock;
  for (const match of source.matchAll(LEADING_TAB)) {
    const offset = match.index + match[0].length - 1;
    if (!shielded.some(([start, end]) => offset > start && offset < end)) return offset;
  }
  return undefined;
}

/** Gathers what may hold tabs: texts of several lines, and brackets. Tells a refused tab in a block text. */
function collect(node: unknown, source: string, shielded: [number, number][]): number | undefined {
  if (node instanceof Pair)
    return collect(node.key, source, shielded) ?? collect(node.value, source, shielded);
  if (node instanceof Scalar) {
    if (!node.range) return undefined;
    const [start, end] = node.range;
    shielded.push([start, end]);
    return node.type?.startsWith('BLOCK') ? tabInBlock(source, start, end) : undefined;
  }
  if (!(node instanceof YAMLMap || node instanceof YAMLSeq)) return undefined;
  if (node.flow && node.range) shielded.push([node.range[0], node.range[1]]);
  for (const item of node.items) {
    const found = collect(item, source, shielded);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A block text may not have a tab where its indentation is still to be found out, or falls short of it. */
function tabInBlock(source: string, start: number, end: number): number | undefined {
  const [header = '', ...lines] = source.slice(start, end).split('\n');
  let indent = /^[|>][-+]?[1-9]|^[|>][1-9]/.test(header) ? 0 : -1;
  let offset = start + header.length + 1;
  for (const line of lines) {
    const spaces = line.length - line.replace(/^ +/, '').length;
    if (line[spaces] === '\t' && (indent === -1 || spaces < indent)) return offset + spaces;
    if (indent === -1 && spaces < line.length) indent = spaces;
    offset += line.length + 1;
  }
  return undefined;
}
