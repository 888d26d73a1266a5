/** Hashes that restart pods: a pod template that names one changes when the hashed data do (4.3). */
import { createHash } from 'node:crypto';
import { sortedJson } from './sorted-json';

/** SHA-256 of the data, whatever the order of its keys. */
export function checksum(data: unknown): string {
  return createHash('sha256').update(sortedJson(data)).digest('hex');
}

/** SHA-256 of texts by key, as a ConfigMap holds them: long ones are not copied for it. */
export function checksumOfTexts(texts: Readonly<Record<string, string | undefined>>): string {
  const hash = createHash('sha256');
  for (const key of Object.keys(texts).sort()) {
    const text = texts[key] ?? '';
    // Lengths keep two texts apart that would be one when joined.
    hash.update(`${key.length} ${key} ${text.length} `).update(text);
  }
  return hash.digest('hex');
}
