/** Numbers as Go's `strconv` takes them, which is what decides for Helm's reader. */
import type { ResolvedScalar } from './resolved-scalar';

const INTEGER = /^([-+]?)(?:0[xX]([\da-fA-F]+)|0[oO]([0-7]+)|0[bB]([01]+)|0([0-7]+)|(0|[1-9]\d*))$/;
/** go-yaml's own second try at binary numbers: the sign may stand behind the prefix. */
const LATE_SIGN_BINARY = /^0b([-+])([01]+)$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
/** Where a text begins with a dot, underscores may stand between digits. */
const DOT_FLOAT = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;

const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;

/** The text has no underscores any more. */
export function integer(text: string): ResolvedScalar | undefined {
  const match = INTEGER.exec(text);
  if (!match) return lateSignBinary(text);
  const [, sign = '', hex, octal, binary, oldOctal, decimal] = match;
  if (decimal !== undefined && decimal.length < 16) return int(Number(sign + decimal));
  if (hex !== undefined) return sized(sign, `0x${hex}`);
  if (binary !== undefined) return sized(sign, `0b${binary}`);
  const eight = octal ?? oldOctal;
  return eight !== undefined ? sized(sign, `0o${eight}`) : sized(sign, decimal ?? '');
}

function lateSignBinary(text: string): ResolvedScalar | undefined {
  const match = LATE_SIGN_BINARY.exec(text);
  if (!match) return undefined;
  const resolved = sized(match[1] ?? '', `0b${match[2]}`);
  return resolved?.kind === 'int' ? resolved : undefined;
}

function sized(sign: string, magnitude: string): ResolvedScalar | undefined {
  const absolute = BigInt(magnitude);
  const value = sign === '-' ? -absolute : absolute;
  if (value <= MAX_INT64 && value >= -MAX_INT64 - 1n) {
    return { kind: 'int', value: Number(value), digits: value.toString() };
  }
  if (sign === '' && value <= MAX_UINT64) return { kind: 'uint', value: Number(value) };
  return undefined;
}

function int(value: number): ResolvedScalar {
  // There is no negative zero among integers.
  return { kind: 'int', value: value === 0 ? 0 : value };
}

/** The text has no underscores any more. What is too large for a double is text. */
export function decimalFloat(text: string): ResolvedScalar | undefined {
  if (!FLOAT.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? { kind: 'float', value } : undefined;
}

export function dotFloat(text: string): ResolvedScalar | undefined {
  if (!DOT_FLOAT.test(text)) return undefined;
  const value = Number(text.replaceAll('_', ''));
  return Number.isFinite(value) ? { kind: 'float', value } : undefined;
}

/** A float as the key of a map: rounded to 32 bits, in Go's `%g`. */
export function floatKey(value: number): string {
  const rounded = Math.fround(value);
  if (Number.isNaN(rounded)) return '.nan';
  if (!Number.isFinite(rounded)) return rounded > 0 ? '.inf' : '-.inf';
  const sign = rounded < 0 || Object.is(rounded, -0) ? '-' : '';
  const [mantissa = '0', exponent = '0'] = shortest(Math.abs(rounded)).split('e');
  const digits = mantissa.replace('.', '').replace(/0+$/, '') || '0';
  const power = Number(exponent);
  if (power < -4 || power >= 6) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const size = String(Math.abs(power)).padStart(2, '0');
    return `${sign}${digits[0]}${fraction}e${power < 0 ? '-' : '+'}${size}`;
  }
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, '0');
  const rest = digits.slice(power + 1);
  return sign + whole + (rest === '' ? '' : `.${rest}`);
}

/** The fewest digits that still mean the same 32-bit number. */
function shortest(value: number): string {
  for (let digits = 0; digits < 9; digits += 1) {
    const text = value.toExponential(digits);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toExponential();
}
