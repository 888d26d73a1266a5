/**
 * Takes secrets out of values: a reference to the place where the chart keeps them stands for each.
 * Which keys are secret is one closed list: what the chart itself treats so, and traits by their names.
 * Environment variables and file contents are left alone: they belong to users' servers.
 */
import type { Position } from '../diagnostics/diagnostic';
import { asObject, isObject, type Json, type JsonObject } from '../document/json';
import { copyOrigin } from '../document/origin';
import { type Path, positionAt, showPath, valueAt } from '../document/path';
import { isSecretRef } from './secret-ref';

const TRAIT =
  /(^|_)(secret|password|passwd|token|tokens|api_key|apikey|private_key|crypt_key|signing_key|shared_secret|client_secret)$/i;

/** Traits with maps whose keys belong to users' servers, not to the hub. */
const NOT_BELOW = new Set(['environment', 'extraEnv', 'template_vars', 'profile_list']);

const URL_PASSWORD = /^[A-Za-z][\w+.-]*:\/\/[^:/@\s]*:[^@/\s]+@/;

/** Keys of the chart that hold a secret, and the key of the Secret in which the chart keeps each. */
const OWN: readonly (readonly [Path, string])[] = [
  [['hub', 'cookieSecret'], 'hub.config.JupyterHub.cookie_secret'],
  [['proxy', 'secretToken'], 'hub.config.ConfigurableHTTPProxy.auth_token'],
  [['hub', 'db', 'password'], 'hub.db.password'],
];

/** Keys whose Secret is of a type of its own: what they hold is left out of the values altogether. */
export const TYPED: readonly Path[] = [
  ['imagePullSecret', 'password'],
  ['proxy', 'https', 'manual', 'key'],
  ['proxy', 'https', 'manual', 'cert'],
];

export interface Lifted {
  readonly path: Path;
  /** Key of the Secret `hub`, or undefined for those of another type. */
  readonly key: string | undefined;
  readonly position: Position | undefined;
}

export function isSecretTrait(className: string, trait: string): boolean {
  return (
    (className === 'CryptKeeper' && trait === 'keys') || TRAIT.test(trait.replace(/([a-z])([A-Z])/g, '$1_$2'))
  );
}

/** Values in which references to the Secret stand for secrets, and what was taken out. */
export function liftSecrets(
  values: JsonObject,
  secretName: string,
): { values: JsonObject; lifted: Lifted[] } {
  const lifted: Lifted[] = [];
  let result = values;
  const lift = (path: Path, key: string | undefined) => {
    const value = valueAt(values, path);
    if (!holdsText(value)) return;
    lifted.push({ path, key, position: positionAt(values, path) });
    result = replaceAt(result, path, key === undefined ? null : { secret: { name: secretName, key } });
  };
  for (const [path, key] of OWN) lift(path, key);
  for (const path of TYPED) lift(path, undefined);
  const url = valueAt(values, ['hub', 'db', 'url']);
  if (typeof url === 'string' && URL_PASSWORD.test(url)) lift(['hub', 'db', 'url'], 'hub.db.url');
  for (const name of Object.keys(asObject(valueAt(values, ['hub', 'services'])))) {
    for (const key of ['api_token', 'apiToken'])
      lift(['hub', 'services', name, key], `hub.services.${name}.apiToken`);
  }
  for (const path of secretTraits(values)) lift(path, showPath(path).replace(/[^-._a-zA-Z0-9]/g, '.'));
  return { values: result, lifted };
}

/** Paths below hub.config whose names say that they are secret, or whose text holds a password in an address. */
function secretTraits(values: JsonObject): Path[] {
  const found: Path[] = [];
  const walk = (node: Json | undefined, path: Path, className: string, secret: boolean) => {
    if (isSecretRef(node)) return;
    if (typeof node === 'string') {
      if (secret || URL_PASSWORD.test(node)) found.push(path);
    } else if (Array.isArray(node)) {
      if (secret && node.every((each) => typeof each === 'string')) found.push(path);
      else
        node.forEach((each, index) => {
          walk(each, [...path, index], className, secret);
        });
    } else if (isObject(node)) {
      for (const [key, value] of Object.entries(node)) {
        if (!NOT_BELOW.has(key))
          walk(value, [...path, key], className, secret || isSecretTrait(className, key));
      }
    }
  };
  const config = asObject(valueAt(values, ['hub', 'config']));
  for (const [name, traits] of Object.entries(config)) walk(traits, ['hub', 'config', name], name, false);
  return found;
}

function holdsText(value: Json | undefined): boolean {
  return (typeof value === 'string' && value !== '') || (Array.isArray(value) && value.length > 0);
}

/** A copy with one place changed; everything beside the path is shared, origins stay. */
export function replaceAt(data: JsonObject, path: Path, value: Json): JsonObject {
  return replaced(data, path, value) as JsonObject;
}

function replaced(node: Json | undefined, path: Path, value: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const old = node as unknown as Record<string | number, Json>;
  const copy = (Array.isArray(node) ? [...node] : { ...old }) as Record<string | number, Json>;
  for (const each of Object.keys(copy)) copyOrigin(copy, old, Array.isArray(node) ? Number(each) : each);
  copy[key] = replaced(old[key], rest, value);
  return copy as Json;
}
