import type { JsonObject } from '../../document/json';
import { writeYaml } from '../../output/yaml';
import { CHART_RELEASE } from '../../values/chart-release';
import { q15 } from '../../values/quirks/q-15';
import { q18 } from '../../values/quirks/q-18';
import type { Values } from '../../values/schema/values';
import type { ConfigMap } from '../kubernetes/plain';
import type { Release } from '../release/release';

/** The values that the hub reads when it starts, with references where secrets stood. */
export function hubConfigMap(release: Release, values: Values): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: release.metadata(release.names.of('hub'), 'hub'),
    data: { 'values.yaml': writeYaml(hubValues(release, values)) },
  };
}

function hubValues(release: Release, values: Values): JsonObject {
  const { nameOverride: set, ...rest } = values;
  const nameOverride = release.by(q18)(set, release.appLabel);
  return {
    ...rest,
    singleuser: { ...values.singleuser, extraEnv: release.by(q15)(values.singleuser.extraEnv) ?? {} },
    ...(nameOverride === undefined ? {} : { nameOverride }),
    // The hub's code labels user pods with these (C-20).
    Chart: { Name: CHART_RELEASE.name, Version: CHART_RELEASE.version, AppVersion: CHART_RELEASE.appVersion },
    Release: { Name: release.name, Namespace: release.namespace, Service: 'hubsynth' },
  } as unknown as JsonObject;
}
