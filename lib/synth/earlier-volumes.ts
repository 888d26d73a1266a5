/** Compares a hub's volumes and claims with those of its earlier output. */
import { volumeChanges } from '../checks/storage/volumes';
import type { Hub } from '../config/hub';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { JsonObject } from '../document/json';
import { positionAt } from '../document/path';
import { earlierVolumes } from '../output/earlier-volumes';
import { nodeFileSystem } from '../output/file-system';
import type { RenderedFolder } from '../output/rendered';

export function compareVolumes(hub: Hub, objects: RenderedFolder['objects'], out: string): Diagnostic[] {
  const earlier = earlierVolumes(nodeFileSystem, out, hub.name);
  if (earlier.length === 0) return [];
  const now = objects.map(({ manifest }) => manifest as unknown as JsonObject);
  const position = positionAt(hub.data, ['storage']) ?? hub.position;
  return volumeChanges(earlier, now, hub.released, 'error').map((each) => ({
    ...each,
    ...(position ? { position } : {}),
  }));
}
