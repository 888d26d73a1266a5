/** Pod templates: labels of the chart and the user's, and the extra pod spec that replaces whole keys. */
import { joinMaps } from '../../document/join-maps';
import type { JsonObject } from '../../document/json';
import { filled, type PodSpec, type PodTemplate, verbatim } from '../kubernetes/plain';
import type { Release } from '../release/release';

type Words = Readonly<Record<string, string>> | null | undefined;

export interface PodProps {
  readonly component: string;
  /** Labels besides those of every pod. */
  readonly labels?: Words;
  readonly annotations?: Words;
  readonly spec: PodSpec;
  /** Each key replaces the one of the spec (B-35). */
  readonly extraPodSpec?: JsonObject | null | undefined;
}

export function podTemplate(release: Release, props: PodProps): PodTemplate {
  return {
    metadata: {
      labels: { ...release.podLabels(props.component), ...props.labels },
      annotations: filled({ ...props.annotations }),
    },
    spec: withExtra(props.spec, props.extraPodSpec),
  };
}

function withExtra(spec: PodSpec, extra: JsonObject | null | undefined): PodSpec {
  if (!extra || Object.keys(extra).length === 0) return spec;
  return verbatim<PodSpec>(joinMaps(spec as unknown as JsonObject, extra, (_usual, own) => own));
}

/** Labels that let a pod through the NetworkPolicies of others (L-13). */
export function access(...to: ('hub' | 'proxy-api' | 'proxy-http' | 'singleuser')[]): Record<string, string> {
  return Object.fromEntries(to.map((each) => [`hub.jupyter.org/network-access-${each}`, 'true']));
}
