/** What every object of a hub shares: names, labels, and whose oddities are followed. */
import { appLabel, Names } from '../../values/names';
import type { Behaviour, Quirk } from '../../values/quirks/quirk';
import type { Values } from '../../values/schema/values';
import type { ObjectMeta } from '../kubernetes/plain';

export interface ReleaseProps {
  /** The Helm release name: part of selectors and of cluster-wide names. */
  readonly name: string;
  readonly namespace: string;
  readonly behaviour: Behaviour;
}

export class Release {
  readonly name: string;
  readonly namespace: string;
  readonly names: Names;
  /** L-04. */
  readonly appLabel: string;
  readonly #behaviour: Behaviour;

  constructor(props: ReleaseProps, values: Pick<Values, 'fullnameOverride' | 'nameOverride'>) {
    this.name = props.name;
    this.namespace = props.namespace;
    this.#behaviour = props.behaviour;
    this.names = new Names(props.name, values);
    this.appLabel = appLabel(values.nameOverride);
  }

  /** What the chart does, or what is right. */
  by<T>(quirk: Quirk<T>): T {
    return quirk[this.#behaviour];
  }

  /** Labels by which objects are selected; Kubernetes never lets them change (L-07). */
  selector(component: string): Record<string, string> {
    return { app: this.appLabel, component, release: this.name };
  }

  /** Labels of pods (L-06). */
  podLabels(component: string): Record<string, string> {
    return {
      ...this.selector(component),
      'app.kubernetes.io/component': component,
      'app.kubernetes.io/instance': this.name,
      'app.kubernetes.io/name': this.appLabel,
    };
  }

  /** Metadata of an object in the namespace (L-05, B-01). */
  metadata(name: string, component: string, annotations?: Record<string, string>): ObjectMeta {
    return { ...this.clusterWideMetadata(name, component, annotations), namespace: this.namespace };
  }

  clusterWideMetadata(name: string, component: string, annotations?: Record<string, string>): ObjectMeta {
    return {
      name,
      labels: { ...this.podLabels(component), 'app.kubernetes.io/managed-by': 'hubsynth' },
      ...(annotations && Object.keys(annotations).length > 0 ? { annotations } : {}),
    };
  }
}
