/** From one hub's config to its objects. */
import { type App, Chart } from 'cdk8s';
import type { Hub } from '../config/hub';
import { JupyterHub } from '../constructs/jupyter-hub';
import { NamespaceComponent } from '../constructs/namespace/namespace';
import { renderedObjects } from '../constructs/rendered-objects';
import type { RequiredSecret } from '../constructs/required-secrets';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { RenderedFolder } from '../output/rendered';
import { resolveValues } from '../values/resolve';
import type { Policy } from '../values/rules/rule';
import { compareWithEarlier } from './earlier-output';
import { unknownExceptions, withoutAllowed } from './exceptions';
import { checkObjects } from './kubernetes-check';
import { checkParts } from './parts-check';
import { checkSecrets } from './secret-check';

/** A config is in Git and reviewed: what is doubtful is an error. */
const POLICY: Policy = { behaviour: 'fixed', lenient: false, plaintext: 'error' };

export interface SynthesizedHub {
  readonly folder: RenderedFolder | undefined;
  readonly requiredSecrets: readonly RequiredSecret[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `out`: the output that an earlier build left, if the hub is to be compared with it. */
export function synthesizeHub(app: App, hub: Hub, out?: string): SynthesizedHub {
  const release = { name: hub.release, namespace: hub.namespace };
  const resolved = resolveValues({ written: hub.values, policy: POLICY, release, prefix: ['jupyterhub'] });
  // What a user did not write has no line; the hub's own says at least which hub it is.
  const place = hub.position ? { position: hub.position } : {};
  const diagnostics = [
    ...resolved.diagnostics.map((each) => ({ ...place, ...each })),
    ...unknownExceptions(hub),
  ];
  const { values } = resolved;
  if (values === undefined)
    return { folder: undefined, requiredSecrets: [], diagnostics: withoutAllowed(diagnostics, hub) };
  const chart = new Chart(app, hub.name, { disableResourceNameHashes: true });
  if (hub.namespaceObject) new NamespaceComponent(chart, 'namespace', { name: hub.namespace, values });
  const jupyterHub = new JupyterHub(chart, 'jupyterhub', {
    release: { ...release, behaviour: 'fixed' },
    values,
  });
  const objects = renderedObjects(chart, 'jupyterhub');
  const check = { oldest: hub.oldestKubernetes, severity: 'error', otherwise: hub.position } as const;
  diagnostics.push(...checkObjects(objects, check));
  diagnostics.push(
    ...checkParts(values, ['jupyterhub'], diagnostics, check),
    ...checkSecrets(objects, { severity: 'error', written: hub.data, otherwise: hub.position }),
    ...(out === undefined ? [] : earlierProblems(hub, objects, out)),
  );
  return {
    folder: {
      folder: hub.name,
      cluster: hub.cluster,
      source: hub.source,
      data: hub.data,
      objects,
      ...(hub.position ? { position: hub.position } : {}),
    },
    requiredSecrets: jupyterHub.requiredSecrets,
    diagnostics: withoutAllowed(diagnostics, hub),
  };
}

function earlierProblems(hub: Hub, objects: RenderedFolder['objects'], out: string): Diagnostic[] {
  return compareWithEarlier(
    { folder: hub.name, objects },
    {
      out,
      severity: 'error',
      migrations: hub.storageMigrations,
      wantsBaseline: true,
      written: hub.data,
      prefix: ['jupyterhub'],
      otherwise: hub.position,
    },
  );
}
