/** Whether letters and digits look drawn by lot: neither words nor a counter give that many different ones. */

/** Letters that follow one another in four of five pairs of real words, and in one of five pairs drawn by lot. */
const PAIRS = new Set(
  `ab ac ad ag ai al am an ap ar as at au be bl ca ce ch ck cl co cr ct de di do ea ec ed ef el em en ep er es et ex fi
   fo ge gi ha he hi ho ia ic id ie if ig il im in io ir is it ke la le li ll lo ly ma me mi mo mp na nc nd ne ng ni no
   ns nt oc od ol om on op or os ot ou ow pa pe pl po pr pt qu ra re ri ro rs rt ry sc se sh si so sp ss st su ta te th
   ti to tr ts ub ul un up ur us ut ve vi`.split(/\s+/),
);

const KINDS = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/] as const;
const SIZES = [26, 26, 10, 2] as const;

const HEXADECIMAL = /^(?:[0-9a-f]+|[0-9A-F]+)$/;

/** How many letters it takes until the rest is looked at. */
export interface Lengths {
  readonly shortest: number;
  /** Hexadecimal digits say less each. */
  readonly shortestHex: number;
  /** Without capitals: many a name of a build is made of small letters and digits. */
  readonly shortestSmall: number;
  /** Whether there has to be a digit: in a text of any kind words are too many otherwise. */
  readonly needsDigit: boolean;
}

export function looksRandom(token: string, lengths: Lengths): boolean {
  const { shortest, shortestHex, shortestSmall, needsDigit } = lengths;
  if (token.length < shortest || (needsDigit && !/[0-9]/.test(token)) || isCounted(token)) return false;
  if (HEXADECIMAL.test(token)) {
    const letters = token.replace(/[0-9]/g, '').length;
    return token.length >= shortestHex && letters >= 2 && entropy(token) >= spread(token.length, 16);
  }
  const kinds = KINDS.map((kind) => kind.test(token));
  const alphabet = SIZES.reduce((sum, size, index) => (kinds[index] ? sum + size : sum), 0);
  const mixed = kinds[0] && kinds[1];
  return (
    entropy(token) >= spread(token.length, alphabet) &&
    changes(token) >= token.length * (mixed ? 0.35 : 0.2) &&
    (mixed || token.length >= shortestSmall) &&
    !isPronounceable(token, mixed && isCamelCase(token) ? 0.33 : 0.5)
  );
}

/** Bits a letter, after Shannon. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** What a text drawn by lot of this length hardly ever stays below. */
function spread(length: number, alphabet: number): number {
  return 0.78 * Math.log2(Math.min(length, alphabet));
}

/** How often a letter is followed by one of another kind. */
function changes(token: string): number {
  const kinds = [...token].map((letter) => KINDS.findIndex((kind) => kind.test(letter)));
  return kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
}

/** Whether most of it are words with capitals: the names of types and functions. */
function isCamelCase(token: string): boolean {
  const words = token.match(/[A-Z][a-z]{2,}|[a-z]{3,}/g) ?? [];
  return words.join('').length >= token.length * 0.55;
}

/** Whether that part of the pairs of letters is a usual one. */
function isPronounceable(token: string, part: number): boolean {
  const lower = token.toLowerCase();
  let all = 0;
  let usual = 0;
  for (let index = 1; index < lower.length; index += 1) {
    const pair = lower.slice(index - 1, index + 1);
    if (!/^[a-z]{2}$/.test(pair)) continue;
    all += 1;
    if (PAIRS.has(pair)) usual += 1;
  }
  return all >= 4 && usual >= all * part;
}

/** An alphabet, or a counter: most letters are the successors of the ones before, or the same. */
function isCounted(token: string): boolean {
  let steps = 0;
  for (let index = 1; index < token.length; index += 1) {
    const step = token.charCodeAt(index) - token.charCodeAt(index - 1);
    if (step === 0 || step === 1 || step === -1) steps += 1;
  }
  return steps > token.length / 2;
}
