/** What values cannot say: asked for by features (lib/features), read by constructs. */
import type { JsonObject } from '../document/json';
import type { Pool } from './profiles/pools';

export interface Platform {
  /** Documents that the hub's own code reads when it starts, by file name: keys of ConfigMap `hub`. */
  readonly hubDocuments: Readonly<Record<string, JsonObject>>;
  /** Whether the hub makes a Secret for each server. */
  readonly secretPerServer: boolean;
  /** Whether pullers bring exactly the images that can be started; else those that the chart's would. */
  readonly pullWhatStarts: boolean;
  /** Nodes that servers can run on; none: nobody said. */
  readonly nodePools: readonly Pool[];
}

export const NO_PLATFORM: Platform = {
  hubDocuments: {},
  secretPerServer: false,
  pullWhatStarts: false,
  nodePools: [],
};
