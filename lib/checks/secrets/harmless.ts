/** Stretches of a text that are as random as a secret, and public. */
import { meaningOf } from './base64';

const PUBLIC: readonly RegExp[] = [
  // Certificates and public keys.
  /-----BEGIN (?!(?:[A-Z0-9]+ )*PRIVATE KEY)[A-Z0-9 ]+-----[\s\S]*?-----END [A-Z0-9 ]+-----/g,
  /\b(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\w+|sk-\w+(?:-\w+)*@openssh\.com) +AAAA[\w+/=]+/g,
  // Digests of images, packages and files.
  /\b(?:sha(?:1|224|256|384|512)|md5|blake2b)[:=_-][\w+/=-]+/gi,
  // Pictures and fonts within a text.
  /\bdata:[\w.+-]+\/[\w.+-]+(?:;[\w=-]+)*;base64,[\w+/=]+/g,
  // Commits: `image:tag`, `git+https://...@commit`, a path of an address.
  /(?<=[@#:/][\w.-]*)\b[0-9a-f]{40}\b/g,
  /(?<=:\/\/[^\s'"?]*\/)\b[0-9a-f]{32,64}\b/g,
];

/** Base64 in lines of one length, as encoders break it. */
const WRAPPED =
  /^([ \t]*)[A-Za-z0-9+/]{60,76}\r?\n(?:\1[A-Za-z0-9+/]{60,76}\r?\n)*\1[A-Za-z0-9+/]+={0,2}[ \t]*$/gm;

/** The same text, as long as before, with spaces where those stood. */
export function withoutPublic(text: string): string {
  const blank = (found: string) => ' '.repeat(found.length);
  const rest = PUBLIC.reduce((remaining, each) => remaining.replace(each, blank), text);
  return rest.replace(WRAPPED, (found) => (meaningOf(found).form === 'public' ? blank(found) : found));
}

/** Names of what is meant to be seen: what `openssl rand` gives is an identifier there, or a digest. */
const PUBLIC_NAME =
  /(^|[^a-z])(ids?|guid|uuid|sha\d*|checksums?|digests?|hash|hashes|revision|commit|ref|tag|version|fingerprint|thumbprint|integrity|etag|md5|nonce)$|checksum\//;

/** Names of what nobody else may know. */
const SECRET_NAME =
  /(^|[^a-z])(password|passwd|pass|passphrase|secret|token|tokens|apikey|api_key|access_key|secret_key|private_key|signing_key|crypt_key|encryption_key|account_key|auth_key|credential|credentials)$/;

export function isPublicName(name: string): boolean {
  return PUBLIC_NAME.test(words(name));
}

export function isSecretName(name: string): boolean {
  return /pass|secret|token|key|credential/i.test(name) && SECRET_NAME.test(words(name));
}

/** `apiToken`, `API-TOKEN`: `api_token`. */
function words(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-.]/g, '_')
    .toLowerCase();
}
