/** Hashes that restart pods: a pod template that names one changes when the hashed data do (4.3). */
import { createHash } from 'node:crypto';

/** SHA-256 of the data, whatever the order of its keys. */
export function checksum(data: unknown): string {
  return createHash('sha256').update(canonical(data)).digest('hex');
}

function canonical(data: unknown): string {
  return JSON.stringify(data, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
