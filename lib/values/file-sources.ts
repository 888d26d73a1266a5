/** Where mounted files (extraFiles) come from: a ConfigMap holds their texts, Secrets those that are secret. */
import type { ExtraFile } from './schema/shapes';
import { isSecretRef } from './secret-ref';

interface Item {
  readonly key: string;
  readonly path: string;
  readonly mode?: number;
}

export interface FileSources {
  /** Of the ConfigMap. */
  readonly items: Item[];
  /** Sources of a projected volume. */
  readonly secrets: { readonly secret: { readonly name: string; readonly items: Item[] } }[];
}

export function fileSources(entries: readonly (readonly [path: string, file: ExtraFile])[]): FileSources {
  const sources: FileSources = { items: [], secrets: [] };
  for (const [path, { stringData, mode }] of entries) {
    const permissions = mode ? { mode } : {};
    if (isSecretRef(stringData)) {
      const { name, key } = stringData.secret;
      sources.secrets.push({ secret: { name, items: [{ key, path, ...permissions }] } });
    } else sources.items.push({ key: path, path, ...permissions });
  }
  return sources;
}
