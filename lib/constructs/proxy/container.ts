import { basePath } from '../../values/base-path';
import { httpsMode } from '../../values/https';
import { q19 } from '../../values/quirks/q-19';
import type { Values } from '../../values/schema/values';
import { proxyToken } from '../hub/container';
import { type Container, filled, verbatim } from '../kubernetes/plain';
import { environment } from '../pod/environment';
import { image } from '../pod/image';
import { probe } from '../pod/probe';
import type { Release } from '../release/release';

/** What decides about the pod. */
export type ProxyPodValues = Pick<
  Values,
  'hub' | 'proxy' | 'scheduling' | 'debug' | 'imagePullSecret' | 'imagePullSecrets'
>;

export function chpContainer(release: Release, values: ProxyPodValues): Container {
  const { chp } = values.proxy;
  const tls = endsTls(values.proxy);
  const health = { path: '/_chp_healthz', port: tls ? 'https' : 'http', scheme: tls ? 'HTTPS' : 'HTTP' };
  return {
    name: 'chp',
    ...image(chp.image),
    command: command(release, values),
    ports: [
      ...(tls ? [{ name: 'https', containerPort: 8443 }] : []),
      { name: 'http', containerPort: 8000 },
      { name: 'api', containerPort: 8001 },
    ],
    env: [proxyToken(release, values), ...environment(chp.extraEnv)],
    volumeMounts: tls ? [{ name: 'tls-secret', mountPath: '/etc/chp/tls', readOnly: true }] : undefined,
    livenessProbe: probe(release, chp.livenessProbe, health),
    readinessProbe: probe(release, chp.readinessProbe, health),
    resources: filled(verbatim(chp.resources)),
    securityContext: filled(verbatim(chp.containerSecurityContext)),
  };
}

/** Whether the proxy itself holds the certificate. */
export function endsTls(proxy: Values['proxy']): boolean {
  const mode = httpsMode(proxy);
  return mode === 'manual' || mode === 'secret';
}

/** CHPCMD. */
function command(release: Release, { hub, proxy, debug }: ProxyPodValues): string[] {
  const base = basePath(hub);
  return [
    'configurable-http-proxy',
    '--ip=',
    '--api-ip=',
    '--api-port=8001',
    `--default-target=${proxy.chp.defaultTarget || hubAddress(release)}`,
    `--error-target=${proxy.chp.errorTarget || `${hubAddress(release)}${release.by(q19)(base)}`}`,
    ...portFlags(proxy),
    ...(debug.enabled ? ['--log-level=debug'] : []),
    ...(hub.config.JupyterHub['subdomain_host'] ? ['--host-routing'] : []),
    ...(proxy.chp.extraCommandLineFlags ?? []),
  ];
}

/** The kubelet puts the port in place of the variable (C-00f). */
function hubAddress(release: Release): string {
  const service = release.names.of('hub');
  return `http://${service}:$(${service.toUpperCase().replaceAll('-', '_')}_SERVICE_PORT)`;
}

function portFlags(proxy: Values['proxy']): string[] {
  if (!endsTls(proxy)) return ['--port=8000'];
  const { secret } = proxy.https;
  const own = httpsMode(proxy) === 'secret';
  return [
    '--port=8443',
    '--redirect-port=8000',
    '--redirect-to=443',
    `--ssl-key=/etc/chp/tls/${own ? (secret?.key ?? '') : 'tls.key'}`,
    `--ssl-cert=/etc/chp/tls/${own ? (secret?.crt ?? '') : 'tls.crt'}`,
  ];
}
