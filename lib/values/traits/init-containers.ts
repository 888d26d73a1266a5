/** The init container that keeps user pods away from the cloud's metadata address (C-55). */
import { isObject, type Json, type JsonObject } from '../../document/json';
import type { Values } from '../schema/values';

/** Sorts behind every name that Kubernetes allows: KubeSpawner takes containers of a map by their keys. */
const LAST_KEY = '~block-cloud-metadata';

/** Undefined where the address is not blocked. */
export function blockMetadata({ singleuser }: Pick<Values, 'singleuser'>): JsonObject | undefined {
  const { cloudMetadata, networkTools } = singleuser;
  if (cloudMetadata.blockWithIptables !== true) return undefined;
  const { ip } = cloudMetadata;
  return {
    name: 'block-cloud-metadata',
    image: `${networkTools.image.name}:${networkTools.image.tag}`,
    command: [
      'iptables',
      '--append',
      'OUTPUT',
      '--protocol',
      'tcp',
      '--destination',
      ip,
      '--destination-port',
      '80',
      '--jump',
      'DROP',
    ],
    securityContext: { privileged: true, runAsUser: 0, capabilities: { add: ['NET_ADMIN'] } },
    resources: networkTools.resources ?? {},
  };
}

/** Containers, a list or a map, with one more at the end. */
export function withContainer(containers: Json, container: JsonObject | undefined): Json {
  if (container === undefined) return containers;
  if (isObject(containers)) return { ...containers, [LAST_KEY]: container };
  const list = Array.isArray(containers) ? (containers as Json[]) : [];
  return list.some((each) => isObject(each) && each['name'] === container['name'])
    ? list
    : [...list, container];
}
