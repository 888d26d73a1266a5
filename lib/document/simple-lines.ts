/** A text by lines, for the reader of simple documents. */
export interface Line {
  /** Offset of the first letter that is no blank. */
  readonly start: number;
  /** Offset behind the last letter. */
  readonly end: number;
  readonly indent: number;
  /** Nothing, or only a comment. */
  readonly empty: boolean;
  /** Nothing but blanks. */
  readonly blank: boolean;
}

export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < text.length; ) {
    let end = text.indexOf('\n', at);
    if (end === -1) end = text.length;
    let start = at;
    while (start < end && text.charCodeAt(start) === 0x20) start += 1;
    const blank = start === end;
    lines.push({ start, end, indent: start - at, blank, empty: blank || text.charCodeAt(start) === 0x23 });
    at = end + 1;
  }
  return lines;
}
