/** From a config folder to the planned files of the output. Everything is rendered and checked before a byte is written. */
import { App, Chart } from 'cdk8s';
import { type ClusterFile, loadFleet } from '../config/fleet';
import type { Hub } from '../config/hub';
import { SharedClasses } from '../constructs/cluster/shared-classes';
import { renderedObjects } from '../constructs/rendered-objects';
import { type Diagnostic, hasErrors, inOrder } from '../diagnostics/diagnostic';
import type { JsonObject } from '../document/json';
import { Planner } from '../output/plan';
import type { PlannedFolder, RenderedFolder } from '../output/rendered';
import { type SynthesizedHub, synthesizeHub } from './hub';
import { checkObjects } from './kubernetes-check';
import { checkSecrets } from './secret-check';

export interface Synthesis {
  /** Empty when one of the diagnostics is an error. */
  readonly folders: readonly PlannedFolder[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface FleetProps {
  /** The config folder. */
  readonly config: string;
  /** The output of an earlier build, with which hubs are compared; nothing is written there. */
  readonly out?: string;
  /** How a file is called in messages. */
  readonly nameOf: (file: string) => string;
  /** Told before each hub. */
  readonly onHub?: (index: number, all: number) => void;
  /** Given each hub with what it became. */
  readonly onRendered?: (hub: Hub, rendered: SynthesizedHub) => void;
  /** Given the objects of each hub; nothing of them is kept here. */
  readonly onFolder?: (folder: RenderedFolder) => void;
}

export function synthesizeFleet({ config, out, nameOf, onHub, onRendered, onFolder }: FleetProps): Synthesis {
  const rendered: Diagnostic[] = [];
  const planner = new Planner();
  const names = new Set<string>();
  // One hub after the other: only its texts stay, so that memory and its upkeep do not grow with the fleet.
  const fleet = loadFleet(config, {
    nameOf,
    onHub: (hub, index, all) => {
      onHub?.(index, all);
      const synthesized = synthesizeHub(new App(), hub, out);
      const { folder, diagnostics } = synthesized;
      rendered.push(...diagnostics);
      onRendered?.(hub, synthesized);
      // A second hub of one name is an error of its own.
      if (folder) onFolder?.(folder);
      if (folder && !names.has(hub.name)) planner.add(folder);
      names.add(hub.name);
    },
  });
  for (const cluster of fleet.clusters) {
    const folder = clusterFolder(cluster);
    if (!folder) continue;
    const check = { oldest: undefined, severity: 'error', otherwise: cluster.position } as const;
    rendered.push(...checkObjects(folder.objects, check));
    const written = cluster.data as unknown as JsonObject;
    rendered.push(
      ...checkSecrets(folder.objects, { severity: 'error', written, otherwise: cluster.position }),
    );
    planner.add(folder);
  }
  const diagnostics: Diagnostic[] = [...fleet.diagnostics, ...rendered];
  const plan = planner.plan();
  // Of a config that is wrong, only objects that collide are news.
  const news = plan.diagnostics.filter(
    ({ code }) => code === 'OUT_DUPLICATE_OBJECT' || !hasErrors(diagnostics),
  );
  const all = inOrder([...diagnostics, ...news]);
  if (!hasErrors(all)) return { folders: plan.folders, diagnostics: all };
  // Nothing is written, so there will be as little to compare with next time.
  return { folders: [], diagnostics: all.filter(({ code }) => code !== 'STORAGE_NO_BASELINE') };
}

function clusterFolder({ name, source, data, position }: ClusterFile): RenderedFolder | undefined {
  const chart = new Chart(new App(), 'cluster', { disableResourceNameHashes: true });
  new SharedClasses(chart, 'classes', data);
  const objects = renderedObjects(chart, '');
  return objects.length === 0
    ? undefined
    : { folder: `_cluster.${name}`, cluster: name, source, objects, position };
}
