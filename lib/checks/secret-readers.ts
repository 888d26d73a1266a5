/** Which keys of which Secrets a pod reads. */
import { asObject, isObject, type Json, type JsonObject } from '../document/json';

export interface SecretKey {
  readonly secret: string;
  /** Undefined where the pod sees every key. */
  readonly key: string | undefined;
}

/** Of the spec of a pod: its variables and volumes. */
export function secretsRead(podSpec: JsonObject): SecretKey[] {
  const containers = [...items(podSpec['initContainers']), ...items(podSpec['containers'])];
  return [...containers.flatMap(ofVariables), ...items(podSpec['volumes']).flatMap(ofVolume)];
}

function ofVariables(container: JsonObject): SecretKey[] {
  const named = items(container['env']).flatMap(({ valueFrom }) => {
    const { name, key } = asObject(asObject(valueFrom)['secretKeyRef']);
    return typeof name === 'string' && typeof key === 'string' ? [{ secret: name, key }] : [];
  });
  const whole = items(container['envFrom']).flatMap(({ secretRef }) =>
    keysOf(asObject(secretRef)['name'], undefined),
  );
  return [...named, ...whole];
}

function ofVolume({ secret, projected }: JsonObject): SecretKey[] {
  const own = asObject(secret);
  const sources = items(asObject(projected)['sources']).map((each) => asObject(each['secret']));
  return [
    ...keysOf(own['secretName'], own['items']),
    ...sources.flatMap((each) => keysOf(each['name'], each['items'])),
  ];
}

function keysOf(name: Json | undefined, chosen: Json | undefined): SecretKey[] {
  if (typeof name !== 'string') return [];
  if (!Array.isArray(chosen)) return [{ secret: name, key: undefined }];
  return items(chosen).map(({ key }) => ({ secret: name, key: String(key) }));
}

function items(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}
