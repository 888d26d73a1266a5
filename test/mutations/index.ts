/** Makes edits of values files and has them judged: the score says how many faults `render --strict` refuses. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic';
import { KINDS, someEdit } from './edits';
import { type Judged, judge, normalized, strictRender } from './judge';
import { seeded } from './random';

export { KINDS } from './edits';
export type { Judged } from './judge';

export interface FileScore {
  readonly file: string;
  /** What is said of the file as it is. */
  readonly alarms: readonly Diagnostic[];
  readonly judged: readonly Judged[];
}

/** `count` edits in all, spread evenly over files and kinds. */
export function score(folder: string, count: number, seed: number): FileScore[] {
  const files = readdirSync(folder)
    .filter((each) => /\.ya?ml$/.test(each))
    .sort()
    .map((file) => {
      const text = normalized(readFileSync(join(folder, file), 'utf8'));
      return { file, text, alarms: strictRender(text), judged: [] as Judged[], seen: new Set<string>() };
    });
  const random = seeded(seed);
  let done = 0;
  for (let turn = 0; done < count && turn < count * 20; turn += 1) {
    const at = files[turn % files.length];
    const kind = KINDS[Math.floor(turn / files.length) % KINDS.length] ?? 'typo';
    if (at === undefined) break;
    const edit = someEdit(kind, parseDocument(at.text, { merge: true }), random);
    if (edit === undefined || at.seen.has(edit.what)) continue;
    at.seen.add(edit.what);
    at.judged.push(judge(at.text, at.alarms, edit));
    done += 1;
  }
  return files.map(({ file, alarms, judged }) => ({ file, alarms, judged }));
}
