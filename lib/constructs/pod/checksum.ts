/** Hashes that restart pods: a pod template that names one changes when the hashed data do (4.3). */
import { createHash } from 'node:crypto';
import { sortedJson } from '../../document/sorted-json';

/** SHA-256 of the data, whatever the order of its keys. */
export function checksum(data: unknown): string {
  return createHash('sha256').update(sortedJson(data)).digest('hex');
}
