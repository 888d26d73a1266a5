import { q08 } from '../../values/quirks/q-08';
import type { Values } from '../../values/schema/values';
import { type Container, type Deployment, filled, verbatim } from '../kubernetes/plain';
import { environment } from '../pod/environment';
import { image, imagePullSecrets } from '../pod/image';
import { access, podTemplate } from '../pod/pod';
import { coreAffinity, tolerations } from '../pod/scheduling';
import type { Release } from '../release/release';
import { accountName } from '../release/service-account';

export type AutohttpsPodValues = Pick<
  Values,
  'proxy' | 'scheduling' | 'debug' | 'imagePullSecret' | 'imagePullSecrets'
>;

/** Traefik, which gets certificates, and a helper that keeps them in a Secret across restarts. */
export function autohttpsDeployment(
  release: Release,
  values: AutohttpsPodValues,
  checksum: string,
): Deployment {
  const { scheduling } = values;
  const { traefik } = values.proxy;
  const name = release.names.of('autohttps');
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: release.metadata(name, 'autohttps'),
    spec: {
      replicas: 1,
      revisionHistoryLimit: traefik.revisionHistoryLimit ?? undefined,
      selector: { matchLabels: release.selector('autohttps') },
      template: podTemplate(release, {
        component: 'autohttps',
        labels: { ...access('proxy-http'), ...traefik.labels },
        annotations: { 'checksum/static-config': checksum },
        extraPodSpec: traefik.extraPodSpec,
        spec: {
          priorityClassName: scheduling.podPriority.enabled ? release.names.defaultPriority : undefined,
          serviceAccountName: accountName(traefik.serviceAccount, name),
          nodeSelector: filled(verbatim<Record<string, string>>(traefik.nodeSelector)),
          tolerations: tolerations(scheduling.corePods.tolerations, traefik.tolerations),
          affinity: coreAffinity(scheduling),
          imagePullSecrets: imagePullSecrets(release, traefik.image, values),
          volumes: [
            { name: 'certificates', emptyDir: {} },
            { name: 'traefik-config', configMap: { name } },
            ...verbatim<[]>(traefik.extraVolumes ?? []),
          ],
          initContainers: [
            loadAcme(release, values.proxy),
            ...verbatim<[]>(traefik.extraInitContainers ?? []),
          ],
          containers: [traefikContainer(values.proxy), secretSync(release, values.proxy)],
        },
      }),
    },
  };
}

const CERTIFICATES = { name: 'certificates', mountPath: '/etc/acme' };

/** Secret, its key, and the file that it is copied from or to. */
function acmeStore(release: Release): string[] {
  return [release.names.of('proxy-public-tls-acme'), 'acme.json', '/etc/acme/acme.json'];
}

function loadAcme(release: Release, { traefik, secretSync: sync }: Values['proxy']): Container {
  return {
    name: 'load-acme',
    ...image(sync.image),
    args: ['load', ...acmeStore(release)],
    env: [{ name: 'PYTHONUNBUFFERED', value: 'True' }, ...environment(traefik.extraEnv)],
    volumeMounts: [CERTIFICATES],
    resources: filled(verbatim(release.by(q08)(sync.resources))),
    securityContext: filled(verbatim(sync.containerSecurityContext)),
  };
}

function traefikContainer({ traefik }: Values['proxy']): Container {
  return {
    name: 'traefik',
    ...image(traefik.image),
    env: filled(environment(traefik.extraEnv)),
    ports: [
      { name: 'http', containerPort: 8080 },
      { name: 'https', containerPort: 8443 },
      ...verbatim<[]>(traefik.extraPorts ?? []),
    ],
    volumeMounts: [
      { name: 'traefik-config', mountPath: '/etc/traefik' },
      CERTIFICATES,
      ...verbatim<[]>(traefik.extraVolumeMounts ?? []),
    ],
    resources: filled(verbatim(traefik.resources)),
    securityContext: filled(verbatim(traefik.containerSecurityContext)),
  };
}

/** Its Secret carries no label that Argo CD could take for one of its own (design section 4). */
function secretSync(release: Release, { secretSync: sync }: Values['proxy']): Container {
  return {
    name: 'secret-sync',
    ...image(sync.image),
    args: [
      'watch-save',
      `--label=app.kubernetes.io/name=${release.appLabel}`,
      '--label=app.kubernetes.io/managed-by=secret-sync',
      ...acmeStore(release),
    ],
    env: [{ name: 'PYTHONUNBUFFERED', value: 'True' }],
    volumeMounts: [CERTIFICATES],
    resources: filled(verbatim(sync.resources)),
    securityContext: filled(verbatim(sync.containerSecurityContext)),
  };
}
