/** From a config folder to the folders of the output: everything is rendered and checked before a byte is written. */
import { App, Chart } from 'cdk8s';
import { loadFleet } from '../config/fleet';
import { SharedClasses } from '../constructs/cluster/shared-classes';
import { renderedObjects } from '../constructs/rendered-objects';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { RenderedFolder } from '../output/rendered';
import { synthesizeHub } from './hub';
import { checkObjects } from './kubernetes-check';

export interface Synthesis {
  readonly folders: readonly RenderedFolder[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface FleetProps {
  /** The config folder. */
  readonly config: string;
  /** How a file is called in messages. */
  readonly nameOf: (file: string) => string;
  /** Told after each hub. */
  readonly onHub?: (done: number, all: number) => void;
}

export function synthesizeFleet({ config, nameOf, onHub }: FleetProps): Synthesis {
  const fleet = loadFleet(config, nameOf);
  const diagnostics: Diagnostic[] = [...fleet.diagnostics];
  const folders: RenderedFolder[] = [];
  const names = new Set<string>();
  fleet.hubs.forEach((hub, index) => {
    onHub?.(index, fleet.hubs.length);
    // A second hub of one name is an error already; constructs cannot share an id.
    if (names.has(hub.name)) return;
    names.add(hub.name);
    // Each hub has an app of its own, which can be forgotten once its objects are plain data.
    const result = synthesizeHub(new App(), hub);
    diagnostics.push(...result.diagnostics);
    if (result.folder) folders.push(result.folder);
  });
  for (const { name, source, data, position } of fleet.clusters) {
    const chart = new Chart(new App(), 'cluster', { disableResourceNameHashes: true });
    new SharedClasses(chart, 'classes', data);
    const objects = renderedObjects(chart, '');
    if (objects.length === 0) continue;
    diagnostics.push(...checkObjects(objects, { oldest: undefined, severity: 'error', otherwise: position }));
    folders.push({ folder: `_cluster.${name}`, cluster: name, source, objects, position });
  }
  return { folders, diagnostics };
}
