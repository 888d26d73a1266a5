/** The three ConfigMaps of the hub, apart by when they are read (docs/restart-scopes.md). */
import type { Json } from '../../document/json';
import { writeYaml } from '../../output/yaml';
import type { HubConfiguration } from '../../values/hub-configuration';
import type { Platform } from '../../values/platform';
import type { Values } from '../../values/schema/values';
import { VALUES_TO_TRAITS } from '../../values/traits/direct';
import { objectNames } from '../../values/traits/object-names';
import type { ConfigMap } from '../kubernetes/plain';
import type { Release } from '../release/release';
import { HUB_CODE } from './code.generated';

/** Code and traits: read when the hub starts. */
export function hubConfigMap(
  release: Release,
  values: Values,
  configuration: HubConfiguration,
  { hubDocuments }: Platform,
): ConfigMap {
  const { traits, extraConfig, environment } = configuration;
  return configMap(release, 'hub', {
    ...objectNames(release.names, values),
    ...HUB_CODE,
    'traits.yaml': writeYaml(traits as unknown as Json),
    ...document('extra-config.yaml', extraConfig),
    ...document('environment.yaml', environment),
    'values-to-traits.yaml': writeYaml(VALUES_TO_TRAITS as unknown as Json),
    ...Object.fromEntries(Object.entries(hubDocuments).map(([file, content]) => [file, writeYaml(content)])),
  });
}

/** Profiles: read at each spawn. */
export function spawnConfigMap(release: Release, { profiles }: HubConfiguration): ConfigMap {
  return configMap(release, 'hub-spawn', {
    'profiles.yaml': writeYaml(profiles.profiles),
    ...(profiles.derivedSlugs.length > 0 ? { 'derived-slugs.yaml': writeYaml(profiles.derivedSlugs) } : {}),
  });
}

/** Values that users' own code may ask for. */
export function valuesConfigMap(release: Release, { values }: HubConfiguration): ConfigMap {
  return configMap(release, 'hub-values', { 'values.yaml': writeYaml(values) });
}

function document(key: string, content: Json): Record<string, string> {
  return Object.keys(content as object).length > 0 ? { [key]: writeYaml(content) } : {};
}

function configMap(release: Release, short: string, data: Record<string, string>): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: release.metadata(release.names.of(short), 'hub'),
    data,
  };
}
