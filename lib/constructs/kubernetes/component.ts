/** The part of a hub that an object belongs to: its folder in the output, and the section that decides about it. */
import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { Construct } from 'constructs';

export abstract class Component extends Construct {
  /** Folder in the output, `hub`. */
  abstract readonly component: string;
  /** Section of the values, `hub`. */
  abstract readonly section: string;

  /** Adds an object as it is. Ids are internal: none reaches a name, a label or a selector. */
  protected add(
    id: string,
    manifest: { apiVersion: string; kind: string; metadata: { name: string } },
  ): void {
    new Manifest(this, id, manifest as ApiObjectProps, this);
  }
}

/** An object whose literal is kept as it was given, so that what a user passed through can be traced to its line. */
export class Manifest extends ApiObject {
  readonly literal: ApiObjectProps;
  readonly owner: Component;
  #patched = false;

  constructor(scope: Construct, id: string, literal: ApiObjectProps, owner: Component) {
    super(scope, id, literal);
    this.literal = literal;
    this.owner = owner;
  }

  /** cdk8s makes `instanceof` true for every ApiObject, subclasses included. */
  static isManifest(node: object): node is Manifest {
    return ApiObject.isApiObject(node) && 'literal' in node;
  }

  /** Whether somebody changed the object after it was made; then only cdk8s knows what it is. */
  get patched(): boolean {
    return this.#patched;
  }

  override addJsonPatch(...operations: Parameters<ApiObject['addJsonPatch']>): void {
    this.#patched = true;
    super.addJsonPatch(...operations);
  }
}
