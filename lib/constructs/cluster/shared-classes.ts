import type { Construct } from 'constructs';
import type { JsonObject } from '../../document/json';
import { copyOrigin } from '../../document/origin';
import { Component } from '../kubernetes/component';

export interface SharedClassesProps {
  readonly storageClasses?: readonly ({ readonly name: string } & object)[] | undefined;
  readonly runtimeClasses?: readonly ({ readonly name: string } & object)[] | undefined;
}

/** Classes of one cluster, which its hubs share and none of them owns. */
export class SharedClasses extends Component {
  readonly component = 'cluster';
  readonly section = 'cluster';

  constructor(scope: Construct, id: string, props: SharedClassesProps) {
    super(scope, id);
    for (const [index, each] of (props.storageClasses ?? []).entries()) {
      // Deleting a claim must not delete what is on it, unless somebody says so.
      this.add(
        `storage-class-${index}`,
        named('storage.k8s.io/v1', 'StorageClass', each, { reclaimPolicy: 'Retain' }),
      );
    }
    for (const [index, each] of (props.runtimeClasses ?? []).entries()) {
      this.add(`runtime-class-${index}`, named('node.k8s.io/v1', 'RuntimeClass', each, {}));
    }
  }
}

function named(apiVersion: string, kind: string, written: { name: string } & object, defaults: object) {
  const { name, ...fields } = written;
  const { metadata, ...rest } = fields as { metadata?: JsonObject };
  const labels = {
    'app.kubernetes.io/managed-by': 'hubsynth',
    ...(metadata?.['labels'] as object | undefined),
  };
  const object = { apiVersion, kind, ...defaults, ...rest, metadata: { ...metadata, name, labels } };
  for (const key of Object.keys(rest)) copyOrigin(object, written, key);
  return object;
}
