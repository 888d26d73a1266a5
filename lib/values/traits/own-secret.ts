/** Keys of the Secret `hub`, as the chart generates them (B-10 to B-13): an adopted hub finds its own again. */
import { isObject, type Json } from '../../document/json';
import type { Values } from '../schema/values';
import { isSecretRef, type SecretRef } from '../secret-ref';
import type { TraitSource } from './trait-source';

/** A reference to a key of the Secret `hub`. */
export function ownSecret({ names }: Pick<TraitSource, 'names'>, key: string): SecretRef {
  return { secret: { name: names.of('hub'), key } };
}

type Place = Pick<TraitSource, 'names'>;

/** B-11. */
export function cookieSecret({ hub }: Pick<Values, 'hub'>, source: Place): SecretRef {
  const own = [hub.config.JupyterHub['cookie_secret'], hub.cookieSecret].find(isSecretRef);
  return own ?? ownSecret(source, 'hub.config.JupyterHub.cookie_secret');
}

/** B-12: one Secret key that holds all, or a list of references, newest first. */
export function cryptKeys({ hub }: Pick<Values, 'hub'>, source: Place): Json {
  const section = hub.config['CryptKeeper'];
  const keys = isObject(section) ? section['keys'] : undefined;
  if (isSecretRef(keys) || (Array.isArray(keys) && keys.length > 0 && keys.every(isSecretRef))) return keys;
  return ownSecret(source, 'hub.config.CryptKeeper.keys');
}

/** B-10: the token between hub and proxy; both read it from a variable. */
export function proxyAuthToken({ hub, proxy }: Pick<Values, 'hub' | 'proxy'>, source: Place): SecretRef {
  const section = hub.config['ConfigurableHTTPProxy'];
  const own = [isObject(section) ? section['auth_token'] : undefined, proxy.secretToken].find(isSecretRef);
  return own ?? ownSecret(source, 'hub.config.ConfigurableHTTPProxy.auth_token');
}

/** B-13. */
export function serviceToken(name: string, service: Json, source: Place): SecretRef {
  const given = isObject(service) ? [service['api_token'], service['apiToken']] : [];
  return given.find(isSecretRef) ?? ownSecret(source, `hub.services.${name}.apiToken`);
}
