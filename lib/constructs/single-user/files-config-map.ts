import type { Values } from '../../values/schema/values';
import type { ConfigMap } from '../kubernetes/plain';
import { fileContents } from '../pod/mounted-files';
import type { Release } from '../release/release';

/** singleuser.extraFiles, in a ConfigMap instead of the chart's Secret: they are in Git anyway (O-26). */
export function singleUserFilesConfigMap(release: Release, { extraFiles }: Values['singleuser']): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: release.metadata(release.names.of('singleuser'), 'singleuser'),
    ...fileContents(extraFiles ?? {}),
  };
}
