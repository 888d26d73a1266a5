/** What all hubs of a folder have to hold together. */
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Hub } from './hub';

/** What the rules need; the rest of a hub may be forgotten once it is rendered. */
export type HubName = Pick<Hub, 'name' | 'cluster' | 'source' | 'position'>;

export function fleetRules(
  hubs: readonly HubName[],
  clusters: readonly { readonly name: string; readonly source: string }[],
  files: number,
  folder: string,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (files === 0) {
    const hint =
      'Write a file such as config/jupyter.yaml; files that begin with an underscore are layers for others.';
    found.push({ code: 'CFG_NO_HUB', severity: 'error', message: `${folder} holds no hub.`, hint });
  }
  const byName = new Map<string, HubName>();
  for (const hub of hubs) {
    const position = hub.position ? { position: hub.position } : {};
    const other = byName.get(hub.name);
    if (other) {
      const message = `Two hubs are called ${hub.name}: ${other.source} and ${hub.source}.`;
      found.push({
        code: 'CFG_DUPLICATE_NAME',
        severity: 'error',
        message,
        hint: 'The name is the folder below dist/: give each its own.',
        path: 'name',
        ...position,
      });
    } else byName.set(hub.name, hub);
    if (hub.name === 'gitops') {
      const message = 'gitops is the folder of what Flux and Argo CD read.';
      found.push({
        code: 'CFG_RESERVED_NAME',
        severity: 'error',
        message,
        hint: 'Choose another name.',
        path: 'name',
        ...position,
      });
    }
  }
  for (const { name, source } of clusters) {
    if (hubs.some((hub) => hub.cluster === name)) continue;
    const message = `${source} describes a cluster that no hub belongs to.`;
    found.push({
      code: 'CFG_UNUSED_CLUSTER',
      severity: 'warning',
      message,
      hint: `Write cluster: ${name} into a hub.`,
    });
  }
  return found;
}
