/** A priority that pods of the release name (O-27 to O-29). */
import type { PriorityClass } from '../kubernetes/plain';
import type { Release } from './release';

export interface PriorityProps {
  readonly name: string;
  readonly component: string;
  readonly value: number;
  readonly globalDefault?: boolean;
  readonly description: string;
}

export function priorityClass(release: Release, props: PriorityProps): PriorityClass {
  return {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: release.clusterWideMetadata(props.name, props.component),
    value: props.value,
    globalDefault: props.globalDefault ?? false,
    description: props.description,
  };
}
