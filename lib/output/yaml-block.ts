/** Texts of several lines as literal blocks. */
import { LINES } from './yaml-characters';

/** About a tab before the text of a line, and a line of nothing but spaces, readers disagree. */
const DISPUTED = /^ *\t|^ +$/m;

/** Undefined where a literal block would not give the same text to every reader. */
export function writeBlock(text: string, indent: number): string | undefined {
  if (DISPUTED.test(text) || !LINES.test(text)) return undefined;
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x0a) end -= 1;
  if (end === 0) return undefined;
  // One line break at the end needs no sign, none a minus, and more than one a plus.
  const breaks = text.length - end;
  const chomping = breaks === 1 ? '' : breaks === 0 ? '-' : '+';
  const body = text.slice(0, end);
  // Where the text begins with a space or an empty line, the indentation cannot be seen and is told.
  const indicator = /^[ \n]/.test(body) ? '2' : '';
  const lines = body.replace(/^(?=.)/gm, ' '.repeat(indent + 2));
  return `|${indicator}${chomping}\n${lines}${'\n'.repeat(Math.max(breaks - 1, 0))}`;
}
