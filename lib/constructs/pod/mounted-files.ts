/** extraFiles: their content in a ConfigMap (B-30 to B-33), and the volume and mounts that bring them in. */
import type { JsonObject } from '../../document/json';
import { sortedJson } from '../../document/sorted-json';
import { writeYaml } from '../../output/yaml';
import { fileSources } from '../../values/file-sources';
import type { ExtraFile } from '../../values/schema/shapes';
import { isSecretRef } from '../../values/secret-ref';
import type { ConfigMap, Volume, VolumeMount } from '../kubernetes/plain';
import { writeToml } from './toml';

type Files = Readonly<Record<string, ExtraFile>>;

/** Whether a ConfigMap is needed: files whose text is a secret are not in it. */
export function hasContents(files: Files | null | undefined): boolean {
  return Object.values(files ?? {}).some(({ stringData }) => !isSecretRef(stringData));
}

export function fileContents(files: Files): Pick<ConfigMap, 'data' | 'binaryData'> {
  const texts = Object.entries(files).filter(([, file]) => !file.binaryData && !isSecretRef(file.stringData));
  const binaries = Object.entries(files).filter(([, file]) => file.binaryData);
  return {
    data: texts.length > 0 ? Object.fromEntries(texts.map(([key, file]) => [key, textOf(file)])) : undefined,
    binaryData:
      binaries.length > 0
        ? Object.fromEntries(
            binaries.map(([key, { binaryData = '' }]) => [key, binaryData.replace(/\s/g, '')]),
          )
        : undefined,
  };
}

function textOf({ data, stringData, mountPath }: ExtraFile): string {
  if (!data || Object.keys(data).length === 0) return `${String(stringData ?? '').replace(/\n+$/, '')}\n`;
  if (mountPath.endsWith('.json')) return jsonText(data);
  return mountPath.endsWith('.toml') ? writeToml(data) : writeYaml(data);
}

const ESCAPES: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' };

/** Compact, keys sorted, safe inside HTML: as Go writes JSON. */
function jsonText(data: JsonObject): string {
  return sortedJson(data).replace(/[<>&]/g, (letter) => ESCAPES[letter] ?? letter);
}

/** Files of the ConfigMap, and beside them those that are kept in Secrets. */
export function filesVolume(files: Files, configMap: string): Volume {
  const { items, secrets } = fileSources(Object.entries(files));
  const own = { name: configMap, items };
  if (secrets.length === 0) return { name: 'files', configMap: own };
  return {
    name: 'files',
    projected: { sources: [...(items.length > 0 ? [{ configMap: own }] : []), ...secrets] },
  };
}

export function fileMounts(files: Files): VolumeMount[] {
  return Object.entries(files).map(([key, { mountPath }]) => ({ mountPath, subPath: key, name: 'files' }));
}
