import type { Values } from '../../values/schema/values';
import type { ConfigMap } from '../kubernetes/plain';
import { fileContents } from '../pod/mounted-files';
import type { Release } from '../release/release';

/** hub.extraFiles. The chart keeps them in its one Secret; here they can be read in a review. */
export function hubFilesConfigMap(release: Release, { extraFiles }: Values['hub']): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: release.metadata(release.names.of('hub-files'), 'hub'),
    ...fileContents(extraFiles ?? {}),
  };
}
