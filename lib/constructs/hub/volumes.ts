import type { Values } from '../../values/schema/values';
import { type Volume, type VolumeMount, verbatim } from '../kubernetes/plain';
import { fileMounts, filesVolume } from '../pod/mounted-files';
import type { Release } from '../release/release';

const HOME = '/usr/local/etc/jupyterhub';

type Hub = Values['hub'];

/** What the hub reads: its configuration, secrets that somebody else keeps, files, its database. */
export function hubVolumes(release: Release, hub: Hub): Volume[] {
  const files = hub.extraFiles ?? {};
  return [
    { name: 'config', configMap: { name: release.names.of('hub') } },
    { name: 'secret', secret: { secretName: release.names.of('hub') } },
    ...(hub.existingSecret ? [{ name: 'existing-secret', secret: { secretName: hub.existingSecret } }] : []),
    ...(Object.keys(files).length > 0 ? [filesVolume(files, release.names.of('hub-files'))] : []),
    ...verbatim<Volume[]>(hub.extraVolumes ?? []),
    ...(hub.db.type === 'sqlite-pvc'
      ? [{ name: 'pvc', persistentVolumeClaim: { claimName: release.names.of('hub-db-dir') } }]
      : []),
  ];
}

export function hubVolumeMounts(hub: Hub): VolumeMount[] {
  return [
    { name: 'config', mountPath: `${HOME}/config/` },
    { name: 'secret', mountPath: `${HOME}/secret/` },
    ...(hub.existingSecret ? [{ name: 'existing-secret', mountPath: `${HOME}/existing-secret/` }] : []),
    ...fileMounts(hub.extraFiles ?? {}),
    ...verbatim<VolumeMount[]>(hub.extraVolumeMounts ?? []),
    ...(hub.db.type === 'sqlite-pvc'
      ? [{ name: 'pvc', mountPath: '/srv/jupyterhub', subPath: hub.db.pvc.subPath || undefined }]
      : []),
  ];
}
