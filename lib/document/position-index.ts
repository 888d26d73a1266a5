/** Offsets in a text to lines and columns. */
import type { Position } from '../diagnostics/diagnostic';

const ASTRAL = /[\ud800-\udbff]/;

export class PositionIndex {
  private readonly file: string;
  private readonly text: string;
  private readonly lineStarts: readonly number[];
  private readonly hasAstral: boolean;
  /** The line of the last question; a document is walked from top to bottom, so the next one is near. */
  private current = 0;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    this.hasAstral = ASTRAL.test(text);
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.lineStarts = starts;
  }

  /** Line and column of an offset, both from 1; a column is a character, not a byte or a UTF-16 unit. */
  at(offset: number): Position {
    const line = this.lineOf(offset);
    const start = this.lineStarts[line] ?? 0;
    const column = this.hasAstral ? Array.from(this.text.slice(start, offset)).length : offset - start;
    return { file: this.file, line: line + 1, column: column + 1 };
  }

  private lineOf(offset: number): number {
    const starts = this.lineStarts;
    let line = this.current;
    if (offset < (starts[line] ?? 0)) line = this.search(offset);
    for (let step = 0; offset >= (starts[line + 1] ?? Number.POSITIVE_INFINITY); step += 1) {
      if (step === 8) {
        line = this.search(offset);
        break;
      }
      line += 1;
    }
    this.current = line;
    return line;
  }

  private search(offset: number): number {
    let low = 0;
    let high = this.lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }
}
