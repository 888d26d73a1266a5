/** What a section of the config becomes: values, what values cannot say, objects of its own (design section 2). */
import type { Sections } from '../config/schema/sections';
import type { Code } from '../diagnostics/codes';
import type { JsonObject } from '../document/json';
import type { Path } from '../document/path';
import type { Platform } from '../values/platform';

export interface FeatureContext {
  readonly sections: Sections;
  /** Host name under which users reach the hub. */
  readonly host: string | undefined;
  readonly release: string;
  readonly namespace: string;
  /** The user's own values, as written. */
  readonly values: JsonObject;
  /** The whole config, for positions. */
  readonly data: JsonObject;
}

export interface FeatureObject {
  /** Folder in the output. */
  readonly component: string;
  readonly manifest: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly [field: string]: unknown };
  };
}

/** A problem of a section: an error, at a path from the root of the config. */
export interface FeatureProblem {
  readonly code: Code;
  readonly path: Path;
  readonly message: string;
  readonly hint: string;
}

export interface Feature {
  readonly values?: JsonObject;
  readonly platform?: Partial<Platform>;
  readonly objects?: readonly FeatureObject[];
  readonly problems?: readonly FeatureProblem[];
  /** What has to be there, and nobody here can see. */
  readonly assumptions?: readonly string[];
}

export interface Lowered extends Required<Feature> {
  readonly platform: Platform;
}
