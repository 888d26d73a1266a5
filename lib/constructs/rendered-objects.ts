/** The objects below a construct, in the form the writer takes. */
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { isObject, type Json, type JsonObject, setOwn } from '../document/json';
import { copyOrigin } from '../document/origin';
import type { Manifest as PlainManifest, RenderedObject } from '../output/rendered';
import { JupyterHub } from './jupyter-hub';
import { Manifest } from './kubernetes/component';

/** `valuesSection` stands before the sections of the hub's values: `jupyterhub` in a config. */
export function renderedObjects(scope: Construct, valuesSection: string): RenderedObject[] {
  return scope.node.findAll().flatMap((node) => {
    if (Manifest.isManifest(node)) {
      const { component, section } = node.owner;
      const inValues = node.owner.node.scope instanceof JupyterHub && valuesSection !== '';
      return [
        {
          manifest: manifestOf(node),
          component,
          section: inValues ? `${valuesSection}.${section}` : section,
        },
      ];
    }
    // Objects of a user's own code in the same app.
    return ApiObject.isApiObject(node)
      ? [{ manifest: node.toJson() as PlainManifest, component: 'extra', section: 'code' }]
      : [];
  });
}

/** cdk8s rebuilds an object each time it is asked; the literal is the same unless somebody patched it. */
function manifestOf(node: Manifest): PlainManifest {
  return (node.patched
    ? node.toJson()
    : withoutEmpties(node.literal as unknown as JsonObject)) as unknown as PlainManifest;
}

/** Leaves out undefined and null, which Kubernetes takes for absent. Parts without any are passed on as they are. */
function withoutEmpties<T extends Json>(node: T): T {
  if (Array.isArray(node)) {
    const items = node.filter((each) => each !== undefined && each !== null).map(withoutEmpties);
    const same = items.length === node.length && items.every((each, index) => each === node[index]);
    return (same ? node : items) as unknown as T;
  }
  if (!isObject(node)) return node;
  let changed = false;
  const kept: Record<string, Json> = {};
  for (const key of Object.keys(node)) {
    const value = node[key];
    const clean = value === undefined || value === null ? undefined : withoutEmpties(value);
    if (clean === undefined) changed = true;
    else {
      setOwn(kept, key, clean);
      changed ||= clean !== value;
    }
  }
  if (!changed) return node;
  // Messages about a user's own part still find its line.
  for (const key of Object.keys(kept)) copyOrigin(kept, node, key);
  return kept as T;
}
