import { Scalar } from 'yaml';

/** The key `<<` merges when it is plain, or says so by its tag; in quotes it is a key like any other. */
export function isMergeKey(key: unknown): boolean {
  if (!(key instanceof Scalar) || key.value !== '<<') return false;
  if (key.tag === undefined) return key.type === 'PLAIN';
  return key.tag === '!' || key.tag === 'tag:yaml.org,2002:merge';
}
