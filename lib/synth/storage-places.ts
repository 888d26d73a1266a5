/** Which keys of the values decide about a setting of the storage identity; the first one that is written wins. */
import type { Path } from '../document/path';

const VALUES: Readonly<Record<string, readonly string[]>> = {
  user_namespace_template: ['hub.config.KubeSpawner.enable_user_namespaces'],
  pvc_name_template: ['singleuser.storage.dynamic.pvcNameTemplate', 'singleuser.storage.type'],
  storage_pvc_ensure: ['singleuser.storage.type'],
  'home.volume': [
    'hub.config.KubeSpawner.volumes',
    'singleuser.storage.static.pvcName',
    'singleuser.storage.type',
    'singleuser.storage.extraVolumes',
  ],
  'home.subPath': [
    'hub.config.KubeSpawner.volume_mounts',
    'singleuser.storage.static.subPath',
    'singleuser.storage.dynamic.subPath',
    'singleuser.storage.type',
  ],
};

/** `prefix`: where the values stand in their file. Only a config says the namespace. */
export function storagePlaces(setting: string, prefix: Path): Path[] {
  if (setting === 'namespace') return prefix.length > 0 ? [['namespace']] : [];
  const keys = [`hub.config.KubeSpawner.${setting}`, ...(VALUES[setting] ?? [])];
  return keys.map((key) => [...prefix, ...key.split('.')]);
}
