/** A private certificate authority, as a volume with one file. */
import type { Json } from '../document/json';
import type { Path } from '../document/path';
import type { FeatureObject, FeatureProblem } from './feature';

/** `authority` of lib/config/schema/words.ts. */
export interface Authority {
  readonly configMap?: { readonly name: string; readonly key?: string };
  readonly secret?: { readonly name: string; readonly key?: string };
  readonly pem?: string;
}

const FILE = 'ca.crt';

export interface AuthorityFiles {
  /** The volume; its one file is `ca.crt`. Undefined where there is none. */
  readonly volume: Json | undefined;
  readonly objects: readonly FeatureObject[];
  readonly problems: readonly FeatureProblem[];
}

/** `name` is that of the volume, and of the ConfigMap made for a `pem`. */
export function authorityFiles(
  authority: Authority | undefined,
  { name, namespace, component, path }: { name: string; namespace: string; component: string; path: Path },
): AuthorityFiles {
  if (authority === undefined) return { volume: undefined, objects: [], problems: [] };
  const { configMap, secret, pem } = authority;
  const given = [configMap, secret, pem].filter((each) => each !== undefined);
  const problems: FeatureProblem[] =
    given.length === 1
      ? []
      : [
          {
            code: 'VALUES_CONFLICT',
            path,
            message: `The certificate authority is given ${given.length === 0 ? 'nowhere' : `${given.length} times`}.`,
            hint: 'Write one of configMap, secret and pem.',
          },
        ];
  const items = (key = FILE) => [{ key, path: FILE }];
  if (secret)
    return {
      volume: { name, secret: { secretName: secret.name, items: items(secret.key) } },
      objects: [],
      problems,
    };
  const volume = { name, configMap: { name: configMap?.name ?? name, items: items(configMap?.key) } };
  if (configMap || pem === undefined) return { volume, objects: [], problems };
  const manifest = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, labels: { 'app.kubernetes.io/managed-by': 'hubsynth' } },
    data: { [FILE]: pem.endsWith('\n') ? pem : `${pem}\n` },
  };
  return { volume, objects: [{ component, manifest }], problems };
}
