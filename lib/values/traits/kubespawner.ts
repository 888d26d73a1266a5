/** What makes pods of users (C-20 to C-56). */
import type { JsonObject } from '../../document/json';
import { CHART_RELEASE } from '../chart-release';
import { q15 } from '../quirks/q-15';
import { q18 } from '../quirks/q-18';
import type { Values } from '../schema/values';
import { direct, KUBE_SPAWNER } from './direct';
import { blockMetadata, withContainer } from './init-containers';
import { scheduling } from './scheduling';
import { storage } from './storage';
import { type Resolver, type TraitSource, type TraitValues, whereSet } from './trait-source';

export const kubeSpawner: Resolver = (values, source) => {
  const { singleuser } = values;
  const written = {
    ...values,
    singleuser: { ...singleuser, extraEnv: source.by(q15)(singleuser.extraEnv) },
  } as unknown as JsonObject;
  const plain = direct(KUBE_SPAWNER, written);
  const block = blockMetadata(values);
  return {
    ...plain,
    common_labels: labels(values, source),
    // Null is left out of the pod, which is not the same as false.
    allow_privilege_escalation: singleuser.allowPrivilegeEscalation ?? null,
    ...whereSet({ image: image(singleuser.image), image_pull_secrets: pullSecrets(values, source) }),
    ...scheduling(values, source),
    ...(block ? { init_containers: withContainer(plain['init_containers'] ?? [], block) } : {}),
    ...storage(values, source),
  };
};

/** C-20, without what names the chart, or would let Argo CD take user pods for its own (docs/differences.md). */
function labels({ nameOverride }: Values, source: TraitSource): TraitValues {
  const set = source.by(q18)(nameOverride, source.appLabel);
  const app = set ?? CHART_RELEASE.name;
  return {
    app,
    'app.kubernetes.io/name': app,
    'app.kubernetes.io/managed-by': 'kubespawner',
    release: source.name,
  };
}

function image({ name, tag }: Values['singleuser']['image']): string | undefined {
  if (!name) return undefined;
  return tag ? `${name}:${tag}` : name;
}

/** C-31. The order is not that of the hub's own pods (L-10). */
function pullSecrets({ imagePullSecret, imagePullSecrets, singleuser }: Values, { names }: TraitSource) {
  const created = imagePullSecret.create && imagePullSecret.automaticReferenceInjection;
  const all = [
    ...(created ? [names.of('image-pull-secret')] : []),
    ...imagePullSecrets,
    ...(singleuser.image.pullSecrets ?? []),
  ];
  return all.length > 0 ? all : undefined;
}
