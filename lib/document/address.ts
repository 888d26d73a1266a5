/** Addresses and ranges of them. Written out: loading node:net takes longer than all checks of a hub. */

const V4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const GROUP = /^[0-9a-fA-F]{1,4}$/;

export interface Address {
  readonly family: 4 | 6;
  readonly bits: bigint;
}

/** Undefined where the text is no address. */
export function addressOf(text: string): Address | undefined {
  if (V4.test(text)) return { family: 4, bits: number(text.split('.'), 8n, 10) };
  const groups = groupsOf(text);
  return groups === undefined ? undefined : { family: 6, bits: number(groups, 16n, 16) };
}

function number(parts: readonly string[], width: bigint, base: 10 | 16): bigint {
  return parts.reduce((sum, part) => (sum << width) | BigInt(Number.parseInt(part, base)), 0n);
}

/** The eight groups of an IPv6 address; fewer may be written around one `::`, the last two as IPv4. */
function groupsOf(text: string): string[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return undefined;
  const [before = [], after = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const tail = halves.length === 2 ? after : before;
  const last = tail.at(-1) ?? '';
  if (last.includes('.')) {
    if (!V4.test(last)) return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = last.split('.').map(Number);
    tail.splice(-1, 1, (a * 256 + b).toString(16), (c * 256 + d).toString(16));
  }
  const missing = 8 - before.length - after.length;
  if (![...before, ...after].every((group) => GROUP.test(group))) return undefined;
  if (halves.length === 1) return missing === 0 ? before : undefined;
  return missing > 0 ? [...before, ...Array<string>(missing).fill('0'), ...after] : undefined;
}

export interface AddressRange extends Address {
  /** How many of the first bits count. */
  readonly prefix: number;
}

/** `10.0.0.0/8`. Undefined where the text is no range. */
export function rangeOf(text: string): AddressRange | undefined {
  const [start = '', prefix = '', ...more] = text.trim().split('/');
  if (more.length > 0 || !/^\d{1,3}$/.test(prefix)) return undefined;
  const address = addressOf(start);
  if (address === undefined || Number(prefix) > widthOf(address)) return undefined;
  return { ...address, prefix: Number(prefix) };
}

export function widthOf({ family }: Pick<Address, 'family'>): 32 | 128 {
  return family === 4 ? 32 : 128;
}

export function holds(range: AddressRange, { family, bits }: Address): boolean {
  const rest = BigInt(widthOf(range) - range.prefix);
  return range.family === family && range.bits >> rest === bits >> rest;
}
