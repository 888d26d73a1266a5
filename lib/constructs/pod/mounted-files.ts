/** extraFiles: their content in a ConfigMap (B-30 to B-33), and the volume and mounts that bring them in. */
import type { JsonObject } from '../../document/json';
import { sortedJson } from '../../document/sorted-json';
import { writeYaml } from '../../output/yaml';
import type { ExtraFile } from '../../values/schema/shapes';
import type { ConfigMap, Volume, VolumeMount } from '../kubernetes/plain';
import { writeToml } from './toml';

type Files = Readonly<Record<string, ExtraFile>>;

export function fileContents(files: Files): Pick<ConfigMap, 'data' | 'binaryData'> {
  const texts = Object.entries(files).filter(([, file]) => !file.binaryData);
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
  if (!data || Object.keys(data).length === 0) return `${(stringData ?? '').replace(/\n+$/, '')}\n`;
  if (mountPath.endsWith('.json')) return jsonText(data);
  return mountPath.endsWith('.toml') ? writeToml(data) : writeYaml(data);
}

const ESCAPES: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' };

/** Compact, keys sorted, safe inside HTML: as Go writes JSON. */
function jsonText(data: JsonObject): string {
  return sortedJson(data).replace(/[<>&]/g, (letter) => ESCAPES[letter] ?? letter);
}

export function filesVolume(files: Files, configMap: string): Volume {
  return {
    name: 'files',
    configMap: {
      name: configMap,
      items: Object.entries(files).map(([key, { mode }]) => ({ key, path: key, mode: mode || undefined })),
    },
  };
}

export function fileMounts(files: Files): VolumeMount[] {
  return Object.entries(files).map(([key, { mountPath }]) => ({ mountPath, subPath: key, name: 'files' }));
}
