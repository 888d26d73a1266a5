/** Whether a word is a slip of the pen. Stricter than a suggestion may be: more than a message hangs on it. */
import { closest, distance } from '../../validation/did-you-mean';

const MOST = 2;

const plain = (word: string) => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The known word that differs in case or separators only, or in one letter of four to seven, two of eight and more. */
export function near(word: string, known: readonly string[]): string | undefined {
  const alike = known.filter((each) => Math.abs(each.length - word.length) <= MOST);
  const meant =
    closest(word, alike) ??
    closest(
      word,
      known.filter((each) => plain(each) === plain(word)),
    );
  if (meant === undefined || meant === word) return undefined;
  if (plain(meant) === plain(word)) return meant;
  const most = Math.min(MOST, Math.floor(Math.max(word.length, meant.length) / 4));
  return distance(word.toLowerCase(), meant.toLowerCase()) <= most ? meant : undefined;
}
