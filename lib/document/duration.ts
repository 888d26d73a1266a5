/** Durations as Vault, Go and people write them: `90s`, `5m`, `24h`, `1h30m`, `1d`, or a number of seconds. */

/** Units from long to short, each at most once. The renewer's shell reads the same (hub/vault-token-renewer.sh). */
export const DURATION = '^(?=.)([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$|^[0-9]+$';

const SECONDS = { d: 86400, h: 3600, m: 60, s: 1 } as const;

/** Seconds; undefined where it is no duration. */
export function seconds(duration: string | number): number | undefined {
  const text = String(duration);
  if (!new RegExp(DURATION).test(text)) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  return [...text.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * SECONDS[unit as keyof typeof SECONDS],
    0,
  );
}

/** `6d`, `1h30m`: for messages and for files that people read. */
export function showDuration(total: number): string {
  let rest = total;
  const parts = Object.entries(SECONDS).map(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count > 0 ? `${count}${unit}` : '';
  });
  return parts.join('') || '0s';
}
