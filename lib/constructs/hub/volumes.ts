import type { HubConfiguration } from '../../values/hub-configuration';
import type { Values } from '../../values/schema/values';
import { type Volume, type VolumeMount, verbatim } from '../kubernetes/plain';
import { fileMounts, filesVolume } from '../pod/mounted-files';
import type { Release } from '../release/release';
import { HUB_CODE } from './code.generated';

const HOME = '/usr/local/etc/jupyterhub';

type Hub = Values['hub'];
type Secrets = HubConfiguration['secrets'];

/** What the hub reads: its configuration, secrets that somebody else keeps, files, its database. */
export function hubVolumes(release: Release, hub: Hub, secrets: Secrets): Volume[] {
  const files = hub.extraFiles ?? {};
  const { names } = release;
  const others = otherSecrets(release, hub, secrets);
  return [
    { name: 'config', configMap: { name: names.of('hub') } },
    { name: 'hub-spawn', configMap: { name: names.of('hub-spawn') } },
    { name: 'hub-values', configMap: { name: names.of('hub-values') } },
    ...ownSecret(release, hub, secrets),
    ...(hub.existingSecret ? [{ name: 'existing-secret', secret: { secretName: hub.existingSecret } }] : []),
    ...(others.length > 0 ? [{ name: 'secret-refs', projected: { sources: others } }] : []),
    ...(Object.keys(files).length > 0 ? [filesVolume(files, names.of('hub-files'))] : []),
    ...verbatim<Volume[]>(hub.extraVolumes ?? []),
    ...(hub.db.type === 'sqlite-pvc'
      ? [{ name: 'pvc', persistentVolumeClaim: { claimName: names.of('hub-db-dir') } }]
      : []),
  ];
}

/** Only the keys that are read: an adopted Helm release keeps all its values in the same Secret. */
function ownSecret({ names }: Release, hub: Hub, secrets: Secrets): Volume[] {
  const secretName = names.of('hub');
  const items = (secrets.get(secretName) ?? []).map((key) => ({ key, path: key }));
  // Keys of an existing Secret stand in for those of this one (C-00c).
  const optional = hub.existingSecret ? { optional: true } : {};
  // Without items everything would be mounted.
  return items.length > 0 ? [{ name: 'secret', secret: { secretName, items, ...optional } }] : [];
}

function otherSecrets({ names }: Release, { existingSecret }: Hub, secrets: Secrets) {
  return [...secrets]
    .filter(([name]) => name !== names.of('hub') && name !== existingSecret)
    .map(([name, keys]) => ({
      secret: { name, items: keys.map((key) => ({ key, path: `${name}/${key}` })) },
    }));
}

export function hubVolumeMounts(release: Release, hub: Hub, secrets: Secrets): VolumeMount[] {
  return [
    { name: 'config', mountPath: `${HOME}/config/` },
    ...Object.keys(HUB_CODE).map((file) => ({ name: 'config', mountPath: `${HOME}/${file}`, subPath: file })),
    // A whole folder: a mount of a single file would never see an edit.
    { name: 'hub-spawn', mountPath: `${HOME}/spawn/` },
    { name: 'hub-values', mountPath: `${HOME}/values/` },
    ...ownSecret(release, hub, secrets).map(({ name }) => ({ name, mountPath: `${HOME}/secret/` })),
    ...(hub.existingSecret ? [{ name: 'existing-secret', mountPath: `${HOME}/existing-secret/` }] : []),
    ...(otherSecrets(release, hub, secrets).length > 0
      ? [{ name: 'secret-refs', mountPath: `${HOME}/secret-refs/` }]
      : []),
    ...fileMounts(hub.extraFiles ?? {}),
    ...verbatim<VolumeMount[]>(hub.extraVolumeMounts ?? []),
    ...(hub.db.type === 'sqlite-pvc'
      ? [{ name: 'pvc', mountPath: '/srv/jupyterhub', subPath: hub.db.pvc.subPath || undefined }]
      : []),
  ];
}
