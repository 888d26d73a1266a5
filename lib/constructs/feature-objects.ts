import type { Construct } from 'constructs';
import { Component } from './kubernetes/component';

export interface FeatureObjectsProps {
  /** Folder in the output, and section of the config. */
  readonly component: string;
  readonly manifests: readonly { apiVersion: string; kind: string; metadata: { name: string } }[];
}

/** Objects that a section of the config owns. */
export class FeatureObjects extends Component {
  readonly component: string;
  readonly section: string;

  constructor(scope: Construct, id: string, { component, manifests }: FeatureObjectsProps) {
    super(scope, id);
    this.component = component;
    this.section = component;
    for (const each of manifests) this.add(`${each.kind}-${each.metadata.name}`, each);
  }
}
