/** What values cannot say: asked for by features (lib/features), read by constructs. */
import type { JsonObject } from '../document/json';

export interface Platform {
  /** Documents that the hub's own code reads when it starts, by file name: keys of ConfigMap `hub`. */
  readonly hubDocuments: Readonly<Record<string, JsonObject>>;
}

export const NO_PLATFORM: Platform = { hubDocuments: {} };
