import type { Construct } from 'constructs';
import type { Pool } from '../../values/profiles/pools';
import type { Start } from '../../values/profiles/starts';
import { q03 } from '../../values/quirks/q-03';
import type { Values } from '../../values/schema/values';
import { Component } from '../kubernetes/component';
import type { Release } from '../release/release';
import { serviceAccount } from '../release/service-account';
import { imagePullerDaemonSet } from './daemon-set';
import { pullPlans } from './pools';
import { imagePullerPriorityClass } from './priority-class';

export interface ImagePullerProps {
  readonly release: Release;
  readonly values: Values;
  /** What can be started, if exactly that is to be pulled. */
  readonly starts: readonly Start[] | undefined;
  readonly pools: readonly Pool[];
}

/**
 * Brings images to nodes before users ask for them. Helm's hook that does so before an upgrade has no place in
 * GitOps; the DaemonSet does the work while users go on (docs/differences.md).
 */
export class ImagePuller extends Component {
  readonly component = 'image-puller';
  readonly section = 'prePuller';

  constructor(scope: Construct, id: string, { release, values, starts, pools }: ImagePullerProps) {
    super(scope, id);
    const { prePuller, scheduling } = values;
    const { continuous, hook } = prePuller;
    if (scheduling.podPriority.enabled && (hook.enabled || continuous.enabled)) {
      this.add('priority-class', imagePullerPriorityClass(release, scheduling));
    }
    if (!continuous.enabled) return;
    const plans = starts === undefined ? [undefined] : pullPlans(starts, pools, prePuller);
    for (const plan of plans)
      this.add(
        ['daemon-set', plan?.pool?.name].filter(Boolean).join('-'),
        imagePullerDaemonSet(release, values, plan),
      );
    if (continuous.serviceAccount.create) {
      const name = release.by(q03)(
        release.names.of('continuous-image-puller'),
        continuous.serviceAccount.name,
      );
      const { annotations } = continuous.serviceAccount;
      this.add('service-account', serviceAccount(release, name, 'image-puller', annotations));
    }
  }
}
