/** From one hub's config to its objects. */
import { type App, Chart } from 'cdk8s';
import type { Hub } from '../config/hub';
import { FeatureObjects } from '../constructs/feature-objects';
import { JupyterHub } from '../constructs/jupyter-hub';
import { NamespaceComponent } from '../constructs/namespace/namespace';
import { renderedObjects } from '../constructs/rendered-objects';
import type { RequiredSecret } from '../constructs/required-secrets';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { lower } from '../features';
import type { FeatureObject } from '../features/feature';
import type { Credential } from '../features/secrets/credentials';
import { secretsOf } from '../features/secrets/secrets';
import type { RenderedFolder } from '../output/rendered';
import { hubSecretName } from '../values/names';
import { resolveValues } from '../values/resolve';
import type { Policy } from '../values/rules/rule';
import { compareWithEarlier } from './earlier-output';
import { compareVolumes } from './earlier-volumes';
import { unknownExceptions, withoutAllowed } from './exceptions';
import { featureDiagnostics } from './feature-diagnostics';
import { checkObjects } from './kubernetes-check';
import { type NetworkView, networkView } from './network/view';
import { checkParts } from './parts-check';
import { podSecurityProblems } from './pod-security';
import { roomProblems } from './room';
import { rollWithSecrets } from './rotation';
import { checkSecrets } from './secret-check';
import { type VaultReport, vaultReport } from './vault-report';

/** A config is in Git and reviewed: what is doubtful is an error. */
const POLICY: Policy = { behaviour: 'fixed', lenient: false, plaintext: 'error' };

export interface SynthesizedHub {
  readonly folder: RenderedFolder | undefined;
  readonly requiredSecrets: readonly RequiredSecret[];
  /** Name of the Secret that the chart calls `hub`. */
  readonly hubSecret: string;
  /** Secrets that hubsynth knows the place of. */
  readonly credentials: readonly Credential[];
  readonly vault: VaultReport | undefined;
  /** Who reaches whom; worked out when it is asked for. */
  readonly network: (() => NetworkView) | undefined;
  /** What has to be there, and nobody here can see. */
  readonly assumptions: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `out`: the output that an earlier build left, if the hub is to be compared with it. */
export function synthesizeHub(app: App, hub: Hub, out?: string): SynthesizedHub {
  const release = { name: hub.release, namespace: hub.namespace };
  const features = lower({ ...hub, release: hub.release });
  const resolved = resolveValues({
    written: hub.values,
    features: features.values,
    policy: POLICY,
    release,
    prefix: ['jupyterhub'],
  });
  // What a user did not write has no line; the hub's own says at least which hub it is.
  const place = hub.position ? { position: hub.position } : {};
  const diagnostics = [
    ...resolved.diagnostics.map((each) => ({ ...place, ...each })),
    ...featureDiagnostics(features.problems, hub),
    ...unknownExceptions(hub),
  ];
  const { values } = resolved;
  if (values === undefined)
    return {
      folder: undefined,
      requiredSecrets: [],
      hubSecret: '',
      credentials: [],
      vault: undefined,
      network: undefined,
      assumptions: features.assumptions,
      diagnostics: withoutAllowed(diagnostics, hub),
    };
  const chart = new Chart(app, hub.name, { disableResourceNameHashes: true });
  if (hub.namespaceObject)
    new NamespaceComponent(chart, 'namespace', {
      name: hub.namespace,
      values,
      level: hub.sections.podSecurity,
    });
  const { requiredSecrets, configuration } = new JupyterHub(chart, 'jupyterhub', {
    release: { ...release, behaviour: 'fixed' },
    values,
    platform: features.platform,
  });
  const hubSecret = hubSecretName(hub.release, values);
  const secrets = secretsOf({
    needed: requiredSecrets,
    sections: hub.sections,
    hubSecret,
    namespace: hub.namespace,
  });
  addObjects(chart, [...features.objects, ...secrets.objects]);
  const vault = vaultReport(hub.sections.vault, values);
  diagnostics.push(
    ...featureDiagnostics([...secrets.problems, ...(vault?.problems ?? [])], hub),
    ...roomProblems(hub, configuration),
  );
  const rendered = renderedObjects(chart, 'jupyterhub');
  const objects =
    hub.sections.secrets === undefined
      ? rendered
      : rollWithSecrets(rendered, secrets.credentials, hub.sections.secrets);
  const check = { oldest: hub.oldestKubernetes, severity: 'error', otherwise: hub.position } as const;
  diagnostics.push(
    ...checkObjects(objects, check),
    ...podSecurityProblems(hub, objects, configuration),
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
    requiredSecrets,
    hubSecret,
    credentials: secrets.credentials,
    vault,
    network: () => networkView(hub, objects, configuration),
    assumptions: features.assumptions,
    diagnostics: withoutAllowed(diagnostics, hub),
  };
}

/** One construct for each folder of the output. */
function addObjects(chart: Chart, objects: readonly FeatureObject[]): void {
  for (const component of new Set(objects.map((each) => each.component))) {
    const manifests = objects.filter((each) => each.component === component).map((each) => each.manifest);
    new FeatureObjects(chart, `feature-${component}`, { component, manifests });
  }
}

function earlierProblems(hub: Hub, objects: RenderedFolder['objects'], out: string): Diagnostic[] {
  const volumes = compareVolumes(hub, objects, out);
  const others = compareWithEarlier(
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
  return [...others, ...volumes];
}
