/** Amounts as Kubernetes writes them: `500m`, `2`, `16Gi`, `1G`. */

const SUFFIXES: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Cores, bytes, pieces; undefined where it is no amount. */
export function quantity(written: string | number): number | undefined {
  if (typeof written === 'number') return Number.isFinite(written) ? written : undefined;
  const [, digits, suffix = ''] = /^\+?(\d+(?:\.\d*)?|\.\d+)(n|u|m|k|[MGTPE]i?|Ki)?$/.exec(written) ?? [];
  return digits === undefined ? undefined : Number(digits) * (SUFFIXES[suffix] as number);
}

/** JupyterHub's `2G`, which is 2^31; a number is bytes. Undefined where it is none. */
export function byteSpecification(written: string | number): number | undefined {
  if (typeof written === 'number') return Number.isFinite(written) ? written : undefined;
  const [, digits, suffix = ''] = /^(\d+(?:\.\d+)?)([KMGT])?$/.exec(written) ?? [];
  const power = { '': 0, K: 10, M: 20, G: 30, T: 40 }[suffix];
  return digits === undefined || power === undefined ? undefined : Math.floor(Number(digits) * 2 ** power);
}

/** `3.5Gi`: for people. */
export function showBytes(bytes: number): string {
  const [unit, size] = bytes >= 2 ** 30 ? (['Gi', 2 ** 30] as const) : (['Mi', 2 ** 20] as const);
  return `${Math.floor((bytes / size) * 100) / 100}${unit}`;
}
