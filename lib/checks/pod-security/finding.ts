import type { JsonObject } from '../../document/json';

/** What is wrong, and the map and key that say so: for positions. */
export interface Finding {
  readonly holder: JsonObject;
  readonly key: string;
  readonly message: string;
  /** Name of the container; undefined where it is the pod. */
  readonly container?: string;
}

export interface PodParts {
  readonly spec: JsonObject;
  readonly annotations: JsonObject;
  /** Init containers and those that last. */
  readonly containers: readonly JsonObject[];
}

export const finding = (holder: JsonObject, key: string, message: string): Finding => ({
  holder,
  key,
  message,
});
