/** User names as Vault sees them (hub/user_slug.py has the same): injective, and the same in lower case. */
import { createHash } from 'node:crypto';

const PLAIN = /[a-z0-9@-]/;
const LONGEST = 128;

export function userSlug(name: string): string {
  const bytes = [...Buffer.from(name, 'utf8')].map((byte) => String.fromCharCode(byte));
  const slug = bytes
    .map((byte, index) => {
      const between = /^[a-z0-9]{2}$/.test(`${bytes[index - 1] ?? ''}${bytes[index + 1] ?? ''}`);
      if (PLAIN.test(byte) || (byte === '.' && between)) return byte;
      return `_${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
    })
    .join('');
  if (slug !== '' && slug.length <= LONGEST) return slug;
  return `_h${createHash('sha256').update(name, 'utf8').digest('hex')}`;
}

/** Whether a folder can be that of a user: anything else was made before names were turned into slugs. */
export function isUserSlug(folder: string): boolean {
  if (/^_h[0-9a-f]{64}$/.test(folder)) return true;
  const bytes = folder.replace(/_([0-9a-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return userSlug(Buffer.from(bytes, 'latin1').toString('utf8')) === folder;
}
