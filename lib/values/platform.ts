/** What values cannot say: asked for by features (lib/features), read by constructs. */
import type { JsonObject } from '../document/json';

export interface Platform {
  /** Documents that the hub's own code reads when it starts, by file name: keys of ConfigMap `hub`. */
  readonly hubDocuments: Readonly<Record<string, JsonObject>>;
  /** Whether the hub makes a Secret for each server. */
  readonly secretPerServer: boolean;
}

export const NO_PLATFORM: Platform = { hubDocuments: {}, secretPerServer: false };
