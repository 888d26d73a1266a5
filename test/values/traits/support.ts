/** The hub's configuration of values, as `render` and as `synth` make it. */
import { Release } from '../../../lib/constructs/release/release';
import type { JsonObject } from '../../../lib/document/json';
import { type HubConfiguration, hubConfiguration } from '../../../lib/values/hub-configuration';
import type { Behaviour } from '../../../lib/values/quirks/quirk';
import { resolveValues } from '../../../lib/values/resolve';

// biome-ignore lint/suspicious/noExplicitAny: tests look into traits of any shape
type Any = any;

export function configuration(written: object, behaviour: Behaviour = 'chart'): HubConfiguration {
  const release = { name: 'rel', namespace: 'ns' };
  const policy = { behaviour, lenient: true, plaintext: 'warning' } as const;
  const { values, diagnostics } = resolveValues({
    written: written as JsonObject,
    policy,
    release,
    prefix: [],
  });
  if (!values) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return hubConfiguration(values, new Release({ ...release, behaviour }, values), release.namespace);
}

export function traits(written: object, behaviour: Behaviour = 'chart'): Record<string, Any> {
  return configuration(written, behaviour).traits;
}

export const hub = (settings: object) => traits({ hub: settings }).JupyterHub;
export const spawner = (singleuser: object, more: object = {}) => traits({ singleuser, ...more }).KubeSpawner;
