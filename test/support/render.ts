/** Renders values in memory, as `render` (the chart's behaviour) or as `synth` (fixed). */
import { App, Chart } from 'cdk8s';
import { JupyterHub } from '../../lib/constructs/jupyter-hub';
import { renderedObjects } from '../../lib/constructs/rendered-objects';
import type { Severity } from '../../lib/diagnostics/diagnostic';
import type { JsonObject } from '../../lib/document/json';
import type { Behaviour } from '../../lib/values/quirks/quirk';
import { type Resolved, resolveValues } from '../../lib/values/resolve';

export interface RenderOptions {
  readonly behaviour?: Behaviour;
  readonly release?: string;
  readonly namespace?: string;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into objects of any kind
export type AnyObject = any;

const RELEASE = { release: 'rel', namespace: 'ns', behaviour: 'chart' } as const;

function resolve(
  values: object,
  { release: name, namespace, behaviour }: Required<RenderOptions>,
  plaintext: Severity = 'warning',
): Resolved {
  const policy = { behaviour, lenient: behaviour === 'chart', plaintext };
  return resolveValues({ written: values as JsonObject, policy, release: { name, namespace }, prefix: [] });
}

/** Every object; throws when the values are refused. */
export function manifests(values: object, options: RenderOptions = {}): AnyObject[] {
  const all = { ...RELEASE, ...options };
  const { values: resolved, diagnostics } = resolve(values, all);
  const errors = diagnostics.filter((each) => each.severity === 'error');
  if (errors.length > 0 || !resolved)
    throw new Error(errors.map((each) => `${each.code} ${each.path}`).join('\n'));
  const chart = new Chart(new App(), 'test');
  const release = { name: all.release, namespace: all.namespace, behaviour: all.behaviour };
  new JupyterHub(chart, 'hub', { release, values: resolved });
  return renderedObjects(chart, '').map(({ manifest }) => manifest);
}

/** Objects by `Kind/name`. */
export function render(values: object, options: RenderOptions = {}): Record<string, AnyObject> {
  return Object.fromEntries(manifests(values, options).map((each) => [keyOf(each), each]));
}

/** Kinds and names only, sorted; an object that comes twice is there twice. */
export function objectSet(values: object, options: RenderOptions = {}): string[] {
  return manifests(values, options).map(keyOf).sort();
}

function keyOf(object: AnyObject): string {
  return `${object.kind}/${object.metadata.name}`;
}

/** Severity, code and path of everything that is said about values. */
export function findings(values: object, behaviour: Behaviour = 'chart'): string[] {
  const { diagnostics } = resolve(
    values,
    { ...RELEASE, behaviour },
    behaviour === 'chart' ? 'warning' : 'error',
  );
  return diagnostics.map((each) => `${each.severity} ${each.code} ${each.path}`);
}

export const podOf = (object: AnyObject): AnyObject => object.spec.template.spec;
export const LETSENCRYPT = {
  enabled: true,
  hosts: ['hub.example.org'],
  letsencrypt: { contactEmail: 'a@example.org' },
};
/** Traefik, priorities, placeholders, ingress: every workload there is. */
export const EVERYTHING = {
  proxy: { https: LETSENCRYPT },
  scheduling: { podPriority: { enabled: true } },
  ingress: { enabled: true },
};
