/** A whole JupyterHub as chart 4.2.0 describes it, from values that were resolved (lib/values). */
import { Construct } from 'constructs';
import { autohttpsEnabled } from '../values/https';
import { type HubConfiguration, hubConfiguration } from '../values/hub-configuration';
import { NO_PLATFORM, type Platform } from '../values/platform';
import { starts as startsOf } from '../values/profiles/starts';
import type { Values } from '../values/schema/values';
import { Autohttps } from './autohttps/autohttps';
import { DefaultPriority } from './default-priority/default-priority';
import { Hub } from './hub/hub';
import { ImagePuller } from './image-puller/image-puller';
import { IngressComponent } from './ingress/ingress-component';
import { HubProxy } from './proxy/proxy';
import { Release, type ReleaseProps } from './release/release';
import { type RequiredSecret, requiredSecrets } from './required-secrets';
import { SingleUser } from './single-user/single-user';
import { UserPlaceholder } from './user-placeholder/user-placeholder';
import { UserScheduler } from './user-scheduler/user-scheduler';

export interface JupyterHubProps {
  readonly release: ReleaseProps;
  readonly values: Values;
  /** What values cannot say. */
  readonly platform?: Platform;
}

export class JupyterHub extends Construct {
  /** Secrets that have to be there before the hub starts. */
  readonly requiredSecrets: readonly RequiredSecret[];
  /** What the hub is told. */
  readonly configuration: HubConfiguration;

  constructor(
    scope: Construct,
    id: string,
    { release: props, values, platform = NO_PLATFORM }: JupyterHubProps,
  ) {
    super(scope, id);
    const release = new Release(props, values);
    const { scheduling } = values;
    const configuration = hubConfiguration(values, release, release.namespace);
    this.configuration = configuration;
    new Hub(this, 'hub', { release, values, configuration, platform });
    new HubProxy(this, 'proxy', release, values);
    new SingleUser(this, 'single-user', release, values);
    const { KubeSpawner = {} } = configuration.traits;
    const starts = platform.pullWhatStarts
      ? startsOf(KubeSpawner, configuration.profiles.profiles)
      : undefined;
    new ImagePuller(this, 'image-puller', { release, values, starts, pools: platform.nodePools });
    if (autohttpsEnabled(values.proxy) || values.proxy.traefik.pdb.enabled) {
      new Autohttps(this, 'autohttps', release, values);
    }
    if (scheduling.podPriority.enabled) new DefaultPriority(this, 'default-priority', release, values);
    if (scheduling.userScheduler.enabled) new UserScheduler(this, 'user-scheduler', release, values);
    if (scheduling.userPlaceholder.enabled) new UserPlaceholder(this, 'user-placeholder', release, values);
    if (values.ingress.enabled) new IngressComponent(this, 'ingress', release, values);
    this.requiredSecrets = requiredSecrets(release, values, configuration);
  }
}
