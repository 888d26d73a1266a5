/** Secrets that show by their form what they are. */

export interface KnownForm {
  readonly what: string;
  /** Its group, if it has one, is the secret. */
  readonly pattern: RegExp;
}

const form = (what: string, pattern: RegExp): KnownForm => ({ what, pattern });

/** How each of the forms begins: most texts hold none of these, and are not searched further. */
export const SIGN =
  /PRIVATE KEY|PuTTY-User|AGE-SECRET|eyJ|gh[pousr]_|github_pat|gl[a-z]{1,5}[-_]|hv[sbr]\.|A[KS]IA|xox|slack\.com|sk-|k_(?:live|test)_|AIza|GOCSPX|npm_|pypi-|dckr_|hf_|SG\.|dapi|:\/\/[^\s:/@'"]*:[^\s/@]+@/;

export const KNOWN_FORMS: readonly KnownForm[] = [
  form('a private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----\s+[\w+/=:-]{16}/g),
  form('a private key', /PuTTY-User-Key-File-\d: \S+/g),
  form('a private key', /AGE-SECRET-KEY-1[0-9A-Z]{50,}/g),
  form('a JSON Web Token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}/g),
  form('a token of GitHub', /\bgh[pousr]_[A-Za-z0-9]{30,}/g),
  form('a token of GitHub', /\bgithub_pat_\w{30,}/g),
  form('a token of GitLab', /\bgl(?:pat|dt|rt|ptt|cbt|ft|soat|agent|oas)-[\w-]{20,}/g),
  form('a token of Vault', /\bhv[sbr]\.[\w-]{20,}/g),
  form('an access key of AWS', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g),
  form('a token of Slack', /\bxox[abeoprs]-[\w-]{10,}/g),
  form('a webhook of Slack', /hooks\.slack\.com\/services\/[A-Z0-9]+\/[A-Z0-9]+\/\w{16,}/g),
  form('a key of an API', /\bsk-(?:[a-z]+-)*\w{20,}/g),
  form('a key of Stripe', /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/g),
  form('a key of Google', /\bAIza[\w-]{35}/g),
  form('a secret of Google', /\bGOCSPX-[\w-]{20,}/g),
  form('a token of npm', /\bnpm_[A-Za-z0-9]{36}/g),
  form('a token of PyPI', /\bpypi-[\w-]{50,}/g),
  form('a token of Docker', /\bdckr_(?:pat|oat)_[\w-]{20,}/g),
  form('a token of Hugging Face', /\bhf_[A-Za-z0-9]{30,}/g),
  form('a key of SendGrid', /\bSG\.[\w-]{16,}\.[\w-]{16,}/g),
  form('a token of Databricks', /\bdapi[0-9a-f]{32}/g),
  form('a token of Grafana', /\bgl(?:sa|c)_[\w+/=]{30,}/g),
  form('a password in an address', /:\/\/[^\s:/@'"]*:([^\s:/@'"<>{}$*]+)@/g),
];

/** Stands where a secret has to go: says so, or repeats one letter. */
export function isPlaceholder(token: string): boolean {
  return (
    /^(?:pass(?:word|wd|phrase)?|secret|token|pwd?)$/i.test(token) ||
    /example|placeholder|changeme|change-me|your[_-]|redacted|dummy|([a-zA-Z0-9*.])\1{5}/i.test(token)
  );
}
