/** What the writer takes, and what it makes of it. */
import type { Position } from '../diagnostics/diagnostic';
import type { JsonObject } from '../document/json';

/** A Kubernetes object as plain data. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

export interface RenderedObject {
  readonly manifest: Manifest;
  /** The part of the hub, a folder in the output: `hub`. */
  readonly component: string;
  /** The section of the input that decides about it, for the header: `jupyterhub.hub`. */
  readonly section: string;
}

/** All objects of one hub, or of one cluster. */
export interface RenderedFolder {
  /** `jupyter` or `_cluster.default`; empty when the objects go to the root of the output. */
  readonly folder: string;
  readonly cluster: string;
  /** `config/jupyter.yaml`, with forward slashes. */
  readonly source: string;
  readonly objects: readonly RenderedObject[];
  /** What the user wrote, for positions in messages. */
  readonly data?: JsonObject;
  /** Where the hub is written, for messages. */
  readonly position?: Position;
  /** Files beside the objects: path and text. Either with our header, or one that `ownership.ts` knows by name. */
  readonly extraFiles?: readonly (readonly [path: string, text: string])[];
}

/** The files of one folder, ready to be published. */
export interface PlannedFolder {
  readonly folder: string;
  /** Text by path below the folder, with forward slashes. */
  readonly files: ReadonlyMap<string, string>;
}
