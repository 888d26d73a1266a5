/** What KubeSpawner 7.0.0 makes of names of users and servers, so that Kubernetes takes them. */
import { createHash } from 'node:crypto';

/** Letters that a slug in a template may have at most. */
const LONGEST_SLUG = 48;
const LONGEST_NAME = 63;
const HASH_LENGTH = 8;
/** `--` between the names of user and server, `---` before a hash: no name of either kind can look like the other. */
const BETWEEN = '--';
const BEFORE_HASH = '---';

const OBJECT_NAME = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;

/** The scheme `safe`: a good name stays as it is, any other loses what is not allowed and gets a hash. */
export function safeSlug(name: string): string {
  const fits = name.length <= Math.min(LONGEST_NAME, LONGEST_SLUG);
  if (fits && OBJECT_NAME.test(name) && !name.includes(BETWEEN)) return name;
  return `${readable(name, LONGEST_SLUG - HASH_LENGTH - BEFORE_HASH.length)}${BEFORE_HASH}${hash([name])}`;
}

/** User and server in one. The default server has no name, and leaves the user's alone. */
export function safeUserServer(user: string, server: string): string {
  const [userSlug, serverSlug] = [safeSlug(user), server === '' ? '' : safeSlug(server)];
  if (userSlug.length + serverSlug.length + BETWEEN.length > LONGEST_SLUG) return sharedSlug([user, server]);
  return server === '' ? userSlug : `${userSlug}${BETWEEN}${serverSlug}`;
}

/** The scheme `escape`, that of older releases: each other byte in hexadecimal, without leading zeros. */
export function escapedSlug(name: string): string {
  return [...name].map((letter) => (/[a-z0-9]/.test(letter) ? letter : bytesOf(letter))).join('');
}

function bytesOf(letter: string): string {
  return [...Buffer.from(letter)].map((byte) => `-${byte.toString(16)}`).join('');
}

/** Several names that share the length, with one hash of all. */
function sharedSlug(names: readonly string[]): string {
  const each = Math.floor((LONGEST_SLUG - HASH_LENGTH - 1) / names.length) - BETWEEN.length;
  return `${names.map((name) => readable(name, each)).join(BETWEEN)}${BEFORE_HASH}${hash(names)}`;
}

/** What a person still recognizes: begins with a letter, never empty. */
function readable(name: string, longest: number): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const short = plain.replace(/^-/, '').slice(0, longest).replace(/-$/, '');
  if (short === '') return 'x';
  return /^[a-z]/.test(short) ? short : `x-${short.slice(0, longest - 2)}`;
}

function hash(names: readonly string[]): string {
  const hasher = createHash('sha256');
  names.forEach((name, index) => {
    // A byte that no UTF-8 holds keeps ["ab", "c"] from ["a", "bc"].
    if (index > 0) hasher.update(Buffer.of(0xff));
    hasher.update(name);
  });
  return hasher.digest('hex').slice(0, HASH_LENGTH);
}
