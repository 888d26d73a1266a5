/** Pods start again when what they read is kept elsewhere, or was replaced on purpose; and only those pods. */
import { secretsRead } from '../checks/secret-readers';
import type { Secrets } from '../config/schema/secrets';
import { checksum } from '../document/checksum';
import { isObject, type Json, type JsonObject } from '../document/json';
import { type Path, valueAt } from '../document/path';
import type { Credential } from '../features/secrets/credentials';
import { counterOf } from '../features/secrets/rotation';
import type { Manifest, RenderedObject } from '../output/rendered';
import { replaceAt } from '../values/secrets';

const TEMPLATE: Path = ['spec', 'template'];
const ANNOTATION = 'checksum/secret-refs';

/** The objects with a checksum of places and counters on each pod that reads one of the credentials. */
export function rollWithSecrets(
  objects: readonly RenderedObject[],
  credentials: readonly Credential[],
  secrets: Secrets,
): RenderedObject[] {
  // What is fetched again and again is read again as well.
  const rolling = credentials.filter(({ periodic }) => !periodic);
  return objects.map((object) => {
    const manifest = object.manifest as unknown as JsonObject;
    const spec = valueAt(manifest, [...TEMPLATE, 'spec']);
    if (!isObject(spec)) return object;
    const read = secretsRead(spec);
    const places = rolling
      .filter(({ secret }) =>
        read.some((each) => each.secret === secret.name && (each.key ?? secret.key) === secret.key),
      )
      .map((each) => [each.secret.name, each.secret.key, each.path, each.property, counterOf(each, secrets)]);
    if (places.length === 0) return object;
    const annotations = valueAt(manifest, [...TEMPLATE, 'metadata', 'annotations']);
    const joined = { ...(isObject(annotations) ? annotations : {}), [ANNOTATION]: checksum(places) };
    const changed = replaceAt(manifest, [...TEMPLATE, 'metadata', 'annotations'], joined as Json);
    return { ...object, manifest: changed as unknown as Manifest };
  });
}
