/** Names of objects (inventory 4.1): the chart's, so that an existing release is adopted in place. */

import { CHART_RELEASE } from './chart-release';
import type { Values } from './schema/values';

export class Names {
  /** Stands before every name; empty by default. */
  readonly fullName: string;
  readonly #release: string;

  constructor(release: string, values: Pick<Values, 'fullnameOverride' | 'nameOverride'>) {
    this.#release = release;
    this.fullName = fullName(release, values);
  }

  /** Name of an object in the namespace (L-02). */
  of(short: string): string {
    return this.fullName === '' ? short : `${this.fullName}-${short}`;
  }

  /** Name of an object that the whole cluster sees (L-03): it holds the release. */
  clusterWide(short: string): string {
    return `${this.fullName || this.#release}-${short}`;
  }

  get ingress(): string {
    return this.fullName || 'jupyterhub';
  }

  get defaultPriority(): string {
    return this.fullName || `${this.#release}-default-priority`;
  }

  get userPlaceholderPriority(): string {
    return this.clusterWide(this.fullName === '' ? 'user-placeholder-priority' : 'user-placeholder');
  }

  get imagePullerPriority(): string {
    return this.clusterWide(this.fullName === '' ? 'image-puller-priority' : 'image-puller');
  }

  /** The cluster role, its binding, and the scheduler name that user pods ask for. */
  get userScheduler(): string {
    return this.clusterWide('user-scheduler');
  }
}

function fullName(release: string, values: Pick<Values, 'fullnameOverride' | 'nameOverride'>): string {
  if (typeof values.fullnameOverride === 'string') return values.fullnameOverride;
  const name = values.nameOverride || CHART_RELEASE.name;
  return release.includes(name) ? release : `${release}-${name}`;
}

/** What every object of the hub says it belongs to (L-04). */
export function appLabel(nameOverride: string | null | undefined): string {
  return (nameOverride || CHART_RELEASE.name).slice(0, 63).replace(/-+$/, '');
}

/** The Secret in which the chart keeps what it generates, and the hub looks for secrets. */
export function hubSecretName(
  release: string,
  values: Pick<Values, 'fullnameOverride' | 'nameOverride'>,
): string {
  return new Names(release, values).of('hub');
}
