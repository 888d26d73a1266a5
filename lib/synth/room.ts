/** Profiles against the node pools of the config. */
import type { Hub } from '../config/hub';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Path } from '../document/path';
import { valueAt } from '../document/path';
import type { FeatureProblem } from '../features/feature';
import { offered } from '../features/profiles/offered';
import type { HubConfiguration } from '../values/hub-configuration';
import { withoutRoom } from '../values/profiles/room';
import { featureDiagnostics } from './feature-diagnostics';

export function roomProblems(hub: Hub, { traits, profiles }: HubConfiguration): Diagnostic[] {
  const { nodePools = [] } = hub.sections;
  if (nodePools.length === 0) return [];
  const written = new Map(offered(hub.sections).map(({ slug, path }) => [slug, path]));
  const found = withoutRoom(traits['KubeSpawner'] ?? {}, profiles.profiles, nodePools);
  return featureDiagnostics(
    found.map(
      ({ start, message }): FeatureProblem => ({
        code: 'PROFILE_FITS_NOWHERE',
        path: placeOf(
          hub,
          written.get(start.profile) ?? ['jupyterhub', 'singleuser', 'profileList', start.index],
        ),
        message,
        hint: 'Ask for less, or describe the nodes that have it in nodePools.',
      }),
    ),
    hub,
  );
}

/** The part of the path that somebody wrote: `datascience` is on without a word. */
function placeOf(hub: Hub, path: Path): Path {
  const whole = path.length > 0 && valueAt(hub.data, path) === undefined;
  return whole ? (path.length > 1 ? placeOf(hub, path.slice(0, -1)) : ['nodePools']) : path;
}
