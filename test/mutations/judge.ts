/** What `render --strict` says of a values file before and after an edit. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic';
import { renderValues } from '../../lib/synth/render';
import type { Edit, Place } from './edits';

export type Verdict = 'refused' | 'refused elsewhere' | 'passed';

export interface Judged {
  readonly edit: Edit;
  readonly verdict: Verdict;
  /** The line of the fault in the edited file, and what was said. */
  readonly line: number;
  readonly said: readonly Diagnostic[];
}

/** Alarms are errors; quirks and lifted secrets are no fault of the file. */
export function strictRender(text: string): Diagnostic[] {
  const folder = mkdtempSync(join(tmpdir(), 'hubsynth-mutation-'));
  try {
    const file = join(folder, 'values.yaml');
    writeFileSync(file, text);
    const { diagnostics } = renderValues({
      files: [file],
      nameOf: () => 'values.yaml',
      release: { name: 'hub', namespace: 'hub' },
      strict: true,
      fixed: false,
    });
    return [...diagnostics];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const saying = ({ code, path, message }: Diagnostic) => `${code} ${path} ${message}`;

export function judge(text: string, before: readonly Diagnostic[], edit: Edit): Judged {
  const document = parseDocument(text, { merge: true });
  edit.apply(document);
  const edited = document.toString({ lineWidth: 0 });
  const known = new Set(before.map(saying));
  const said = strictRender(edited).filter((each) => each.severity === 'error' && !known.has(saying(each)));
  const own = linesOf(edited, edit.at);
  // A wrong value may be told at the value; a key at the key, or at the map that now lacks it.
  const right = [
    ...(edit.kind === 'wrong type' ? own : own.slice(0, 1)),
    ...(edit.from ? linesOf(edited, edit.from).slice(0, 1) : []),
  ];
  const hit = said.some(({ position }) => position !== undefined && right.includes(position.line));
  return {
    edit,
    line: right[0] ?? 0,
    said,
    verdict: hit ? 'refused' : said.length > 0 ? 'refused elsewhere' : 'passed',
  };
}

/** The line of the key, then those of what it holds where that is a list or a map. */
function linesOf(text: string, place: Place): number[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true });
  const range = keyRange(document, place);
  if (range === undefined) return [];
  const [first, last] = range.map((offset) => lines.linePos(offset).line);
  return Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, index) => (first ?? 0) + index);
}

function keyRange(document: Document, place: Place): [number, number] | undefined {
  let node: unknown = document.contents;
  let range: [number, number] | undefined;
  for (const key of place) {
    if (isSeq(node)) {
      node = node.items[Number(key)];
      range = rangeOf(node);
    } else if (isMap(node)) {
      const pair = node.items.find((each) => isPair(each) && isScalar(each.key) && each.key.value === key);
      node = pair?.value;
      const start = isScalar(pair?.key) ? pair?.key.range?.[0] : undefined;
      range = start === undefined ? undefined : [start, rangeOf(node)?.[1] ?? start];
    } else return undefined;
  }
  return range;
}

function rangeOf(node: unknown): [number, number] | undefined {
  const range = (node as { range?: [number, number, number] } | undefined)?.range;
  return range ? [range[0], Math.max(range[0], range[1] - 1)] : undefined;
}

/** The text as the edits write it, without comments: lines of both can then be compared. */
export function normalized(text: string): string {
  const document = parseDocument(text, { merge: true });
  visit(document, {
    Node(_key, node) {
      node.comment = null;
      node.commentBefore = null;
    },
  });
  return document.toString({ lineWidth: 0 });
}
