/**
 * JupyterHub's configuration, as far as it can be told before a hub runs (inventory section 3): the chart's traits
 * from the values, and hub.config above them. Users' own hub code comes later, in the hub (hub/jupyterhub_config.py).
 */
import { isObject, type Json, type JsonObject, setOwn } from '../../document/json';
import { q28 } from '../quirks/q-28';
import { q29 } from '../quirks/q-29';
import type { Values } from '../schema/values';
import { blockMetadata } from './init-containers';
import { jupyterHub } from './jupyterhub';
import { kubeSpawner } from './kubespawner';
import { cryptKeys } from './own-secret';
import type { TraitSource, Traits, TraitValues } from './trait-source';

/** Traits that never come from hub.config (C-81): the hub reads secrets from their Secret, services from hub.services. */
const NOT_TAKEN: Readonly<Record<string, readonly string[]>> = {
  JupyterHub: ['proxy_auth_token', 'cookie_secret', 'services'],
  ConfigurableHTTPProxy: ['auth_token'],
  CryptKeeper: ['keys'],
};

export function resolveTraits(values: Values, source: TraitSource): Traits {
  const traits: Traits = {
    ConfigurableHTTPProxy: { api_url: `http://${source.names.of('proxy-api')}:8001`, should_start: false },
    CryptKeeper: { keys: cryptKeys(values, source) },
    JupyterHub: jupyterHub(values, source),
    KubeSpawner: kubeSpawner(values, source),
    Spawner: spawner(values),
  };
  overlay(traits, values.hub.config, source);
  source.by(q29)(traits, blockMetadata(values));
  return traits;
}

/** C-21, C-50, C-51, C-70. */
function spawner({ hub, singleuser, debug }: Values): TraitValues {
  const { cmd, defaultUrl } = singleuser;
  return {
    ...(hub.consecutiveFailureLimit == null
      ? {}
      : { consecutive_failure_limit: hub.consecutiveFailureLimit }),
    ...(cmd === undefined ? {} : { cmd: cmd as Json }),
    ...(defaultUrl == null ? {} : { default_url: defaultUrl }),
    ...(debug.enabled ? { debug: true } : {}),
  };
}

/** C-80: trait by trait, a given one replaces the chart's as a whole. */
function overlay(traits: Traits, config: JsonObject, source: TraitSource): void {
  for (const [name, section] of Object.entries(config)) {
    // The hub's own loader makes nothing of a section in lower case (C-83); the rule hub-code says so.
    if (!/^[A-Z]/.test(name) || !isObject(section)) continue;
    const own: TraitValues = Object.hasOwn(traits, name) ? { ...traits[name] } : {};
    for (const [trait, value] of Object.entries(section)) {
      if (NOT_TAKEN[name]?.includes(trait)) continue;
      const joins = name === 'JupyterHub' && trait === 'load_roles';
      setOwn(own, trait, joins ? source.by(q28)(own[trait] ?? [], value) : value);
    }
    setOwn(traits, name, own);
  }
}
