/**
 * Annotations that keep Flux and Argo CD from doing harm. The only place that sets them.
 *
 * Not set: `kustomize.toolkit.fluxcd.io/ssa: IfNotPresent` on volumes and claims. Flux then skips every such object
 * that exists already, annotations included: the prune guard would never reach a claim that was taken over from Helm, a
 * larger size in Git would never be applied, and a changed NFS path would be ignored where Argo CD reports a refusal.
 * Without it server-side apply leaves alone what others fill in (`volumeName`, the uid in a `claimRef`), and a claim
 * that was grown by hand is refused loudly until Git says the new size. Who lets a controller resize claims sets the
 * annotation on them (`hub.db.pvc.annotations`); it is kept.
 */
import type { Manifest } from '../output/rendered';
import { layerOf } from './layers';

const FLUX_PRUNE = 'kustomize.toolkit.fluxcd.io/prune';
const FLUX_SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';
const ARGO_SYNC = 'argocd.argoproj.io/sync-options';
const ARGO_COMPARE = 'argocd.argoproj.io/compare-options';

type Annotations = Readonly<Record<string, string>>;

/** The object with the guards of its kind and content; the very same object where it needs none. */
export function guard(manifest: Manifest): Manifest {
  const own = manifest.metadata.annotations ?? {};
  const added = {
    ...(layerOf(manifest.kind) === 'foundation' ? againstPruning(own) : {}),
    ...(holdsVariable(manifest) ? againstSubstitution(own) : {}),
  };
  if (Object.entries(added).every(([key, value]) => own[key] === value)) return manifest;
  return { ...manifest, metadata: { ...manifest.metadata, annotations: { ...own, ...added } } };
}

/** Always for both tools, whichever is used today: the object outlives the choice. */
function againstPruning(own: Annotations): Annotations {
  return {
    [FLUX_PRUNE]: 'disabled',
    [ARGO_SYNC]: joined(own[ARGO_SYNC], ['Prune=false', 'Delete=false']),
    // What is never pruned would leave the Application out of sync for ever.
    [ARGO_COMPARE]: joined(own[ARGO_COMPARE], ['IgnoreExtraneous']),
  };
}

/** A parent Kustomization with `postBuild` replaces every `${...}`, in shell scripts too. Who wants that says so. */
function againstSubstitution(own: Annotations): Annotations {
  return { [FLUX_SUBSTITUTE]: own[FLUX_SUBSTITUTE] ?? 'disabled' };
}

/** The user's own options stay. Of one option the guard wins, unless the user's asks a human first. */
function joined(own: string | undefined, guards: readonly string[]): string {
  const options = (own ?? '')
    .split(',')
    .map((option) => option.trim())
    .filter((option) => option !== '');
  const missing = guards.filter((each) => !options.includes(`${nameOf(each)}=confirm`));
  const kept = options.filter((option) => !missing.some((each) => nameOf(each) === nameOf(option)));
  return [...kept, ...missing].join(',');
}

function nameOf(option: string): string {
  return option.split('=')[0] ?? option;
}

function holdsVariable(node: unknown): boolean {
  if (typeof node === 'string') return node.includes('${');
  if (Array.isArray(node)) return node.some(holdsVariable);
  if (typeof node !== 'object' || node === null) return false;
  return Object.entries(node).some(([key, value]) => key.includes('${') || holdsVariable(value));
}
