/**
 * The order in which Go's YAML writers put keys, and so Helm: numbers inside of keys count as numbers, and what is no
 * letter comes before letters. KubeSpawner takes the first choice of an option for the default one, so the order of
 * the chart's own output has to be kept.
 */

/** Here the order by code unit is the same, and much faster to get: `_` stands between capitals and small letters. */
const CAMEL_CASE = /^[A-Za-z./-]*$/;
const SNAKE_CASE = /^[a-z_./-]*$/;

export function inGoOrder(keys: string[]): string[] {
  const letters = keys.join('');
  return CAMEL_CASE.test(letters) || SNAKE_CASE.test(letters) ? keys.sort() : keys.sort(compare);
}

function compare(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  let at = 0;
  while (at < left.length && at < right.length && left[at] === right[at]) at += 1;
  const x = left[at];
  const y = right[at];
  if (x === undefined || y === undefined) return left.length - right.length;
  if (isLetter(x) && isLetter(y)) return byCodePoint(x, y);
  if (isLetter(x) || isLetter(y)) return isLetter(x) ? 1 : -1;
  return compareNumbers(left, right, at) || byCodePoint(x, y);
}

/** The numbers that begin, or go on, where two keys part. */
function compareNumbers(left: readonly string[], right: readonly string[], at: number): number {
  const inside = /[1-9]\d*$/.test(left.slice(0, at).join(''));
  const lead = inside && (left[at] === '0' || right[at] === '0') ? '1' : '';
  const a = digits(left, at);
  const b = digits(right, at);
  const difference = BigInt(`${lead}${a}` || '0') - BigInt(`${lead}${b}` || '0');
  return difference === 0n ? a.length - b.length : difference < 0n ? -1 : 1;
}

function digits(letters: readonly string[], from: number): string {
  let to = from;
  while (to < letters.length && /\d/.test(letters[to] ?? '')) to += 1;
  return letters.slice(from, to).join('');
}

function isLetter(letter: string): boolean {
  return /\p{L}/u.test(letter);
}

function byCodePoint(a: string, b: string): number {
  return (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0);
}
