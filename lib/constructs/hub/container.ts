import { basePath } from '../../values/base-path';
import type { HubConfiguration } from '../../values/hub-configuration';
import type { Values } from '../../values/schema/values';
import { proxyAuthToken } from '../../values/traits/own-secret';
import { type Container, type EnvVar, filled, verbatim } from '../kubernetes/plain';
import { environment } from '../pod/environment';
import { image } from '../pod/image';
import { probe } from '../pod/probe';
import type { Release } from '../release/release';
import { hubVolumeMounts } from './volumes';

/** What decides about the pod. */
export type HubPodValues = Pick<
  Values,
  'hub' | 'proxy' | 'scheduling' | 'debug' | 'imagePullSecret' | 'imagePullSecrets'
>;

export function hubContainer(
  release: Release,
  values: HubPodValues,
  secrets: HubConfiguration['secrets'],
): Container {
  const { hub } = values;
  const health = { path: `${basePath(hub)}/hub/health`, port: 'http' };
  return {
    name: 'hub',
    ...image(hub.image),
    command: filled([...(hub.command ?? [])]),
    args: filled([...(hub.args ?? [])]) ?? usualArguments(values),
    ports: [{ name: 'http', containerPort: 8081 }],
    env: [...ownEnvironment(release, values), ...environment(hub.extraEnv)],
    volumeMounts: hubVolumeMounts(release, hub, secrets),
    lifecycle: filled(verbatim(hub.lifecycle)),
    livenessProbe: probe(release, hub.livenessProbe, health),
    readinessProbe: probe(release, hub.readinessProbe, health),
    resources: filled(verbatim(hub.resources)),
    securityContext: filled(verbatim(hub.containerSecurityContext)),
  };
}

/** HUBARGS. */
function usualArguments({ hub, debug }: Pick<Values, 'hub' | 'debug'>): string[] {
  const upgrade = hub.db.upgrade ?? hub.db.type === 'sqlite-pvc';
  return [
    'jupyterhub',
    '--config',
    '/usr/local/etc/jupyterhub/jupyterhub_config.py',
    ...(debug.enabled ? ['--debug'] : []),
    ...(upgrade ? ['--upgrade-db'] : []),
  ];
}

function ownEnvironment(release: Release, values: HubPodValues): EnvVar[] {
  return [
    { name: 'PYTHONUNBUFFERED', value: '1' },
    { name: 'HELM_RELEASE_NAME', value: release.name },
    { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
    proxyToken(release, values),
  ];
}

/** The token between hub and proxy, from the Secret that both read (B-14). */
export function proxyToken(release: Release, values: Pick<Values, 'hub' | 'proxy'>): EnvVar {
  const secretKeyRef = { ...proxyAuthToken(values, release).secret };
  return { name: 'CONFIGPROXY_AUTH_TOKEN', valueFrom: { secretKeyRef } };
}
