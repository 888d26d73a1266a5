import { isObject, type Json, type JsonObject } from '../../document/json';
import type { Path } from '../../document/path';
import { withContainer } from '../traits/init-containers';
import type { Traits } from '../traits/trait-source';
import { quirk } from './quirk';

/** Puts the container that blocks the metadata address beside init containers that would replace it. */
export const q29 = quirk({
  id: 'Q-29',
  decision: 'fixed',
  chartDoes:
    'init_containers of hub.config.KubeSpawner, of a profile or of a group drop the container that blocks the metadata address: those pods reach the credentials of the node.',
  weDo: 'The container stays, after yours.',
  occurs: ({ hub, singleuser }) => {
    if (singleuser.cloudMetadata.blockWithIptables !== true) return undefined;
    return (
      first(hub.config['KubeSpawner'], ['hub', 'config', 'KubeSpawner']) ??
      first(hub.config['Spawner'], ['hub', 'config', 'Spawner']) ??
      first(singleuser.profileList as Json, ['singleuser', 'profileList'])
    );
  },
  chart: (_traits: Traits, _block: JsonObject | undefined): void => {},
  fixed: (traits: Traits, block: JsonObject | undefined): void => {
    if (block === undefined) return;
    for (const [name, section] of Object.entries(traits)) {
      traits[name] = joined(section, block) as Traits[string];
    }
  },
});

/** Every list or map of init containers below a node gets the container. */
function joined(node: Json, block: JsonObject): Json {
  if (Array.isArray(node)) return node.map((each) => joined(each, block));
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === 'init_containers' && value !== null ? withContainer(value, block) : joined(value, block),
    ]),
  );
}

/** Where init containers are first written. */
function first(node: Json | undefined, path: Path): Path | undefined {
  if (Array.isArray(node))
    return firstOf(
      node.map((each, index) => [index, each] as const),
      path,
    );
  return isObject(node) ? firstOf(Object.entries(node), path) : undefined;
}

function firstOf(entries: Iterable<readonly [string | number, Json]>, path: Path): Path | undefined {
  for (const [key, value] of entries) {
    if (key === 'init_containers' && value !== null) return [...path, key];
    const found = first(value, [...path, key]);
    if (found) return found;
  }
  return undefined;
}
