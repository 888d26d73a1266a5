import { closest } from '../../validation/did-you-mean';
import { doubt, type Finding, type Rule, refuse } from './rule';

const KNOWN = ['create', 'automaticReferenceInjection', 'registry', 'username', 'password', 'email'];

/** Once the Secret is asked for, its data have to be there and nothing else may be. */
export const imagePullSecret: Rule = ({ imagePullSecret: secret }, _written, policy) => {
  const found: Finding[] = [];
  const unknown = Object.keys(secret).filter((key) => !KNOWN.includes(key));
  for (const key of unknown) {
    const meant = closest(key, KNOWN);
    const message = `${JSON.stringify(key)} is not a key of imagePullSecret.`;
    const hint = meant === undefined ? undefined : `Did you mean ${JSON.stringify(meant)}?`;
    const path = ['imagePullSecret', key];
    found.push(
      secret.create
        ? refuse('SCHEMA_UNKNOWN_KEY', path, message, hint)
        : doubt(policy, 'SCHEMA_UNKNOWN_KEY', path, message, hint),
    );
  }
  if (!secret.create) return found;
  for (const key of ['registry', 'username', 'password'] as const) {
    if (secret[key] === undefined || secret[key] === null) {
      found.push(refuse('VALUES_MISSING', ['imagePullSecret', key], `imagePullSecret.create needs ${key}.`));
    }
  }
  return found;
};
