/** What a live Helm release holds in its Secret: an adopted hub keeps its values, and nobody is logged out. */
import { parse } from 'yaml';
import { asObject, type Json } from '../../document/json';
import { valueAt } from '../../document/path';
import type { Credential } from '../../features/secrets/credentials';
import type { SecretData } from '../kubernetes/client';
import { twoSlots, type Value } from './store';

/** `secret` is the Secret `hub` of the release, `own` that which the credential is read from. */
export function fromRelease(
  credential: Credential,
  own: SecretData | undefined,
  hub: SecretData | undefined,
): Value | undefined {
  const text =
    own?.[credential.secret.key] ??
    hub?.[credential.secret.key] ??
    fromValues(credential, hub?.['values.yaml']);
  if (text === undefined || text === '') return undefined;
  return credential.previous === undefined ? { current: text } : twoSlots(text);
}

/** The chart keeps the values themselves there, with what a user wrote in plain text. */
function fromValues({ name, secret }: Credential, document: string | undefined): string | undefined {
  if (document === undefined) return undefined;
  const values = parse(document, { logLevel: 'silent' }) as Json;
  if (name === 'oidc') {
    const sections = Object.values(asObject(valueAt(values, ['hub', 'config'])));
    return sections.map((each) => asObject(each)['client_secret']).find(isText);
  }
  const value = valueAt(values, secret.key.split('.'));
  return isText(value) ? value : undefined;
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string';
}
