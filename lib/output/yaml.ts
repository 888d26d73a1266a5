/**
 * Writes YAML that every reader takes for the same: Kubernetes and Flux (go-yaml v2 and v3), Python,
 * and readers of YAML 1.2. Same value, same bytes: keys are sorted, nothing depends on locale or width.
 */
import { isObject, type Json, type JsonObject } from '../document/json';
import { inGoOrder } from './yaml-key-order';
import { writeNumber } from './yaml-number';
import { writeKey, writeString } from './yaml-string';

/** Keys that come before the sorted ones. */
const ROOT_FIRST = ['apiVersion', 'kind', 'metadata'];
const ITEM_FIRST = ['name'];
const NONE: readonly string[] = [];

/** One document in block style; undefined values in maps are left out. Throws a TypeError for what JSON cannot hold. */
export function writeYaml(value: Json): string {
  if (isObject(value)) return writeMap(value, '', '', ROOT_FIRST) ?? '{}\n';
  if (Array.isArray(value) && value.length > 0) return writeList(value, '');
  return writeScalar(value, 0) + '\n';
}

/** The lines of a map, the first one behind `lead`; undefined for an empty map. */
function writeMap(
  map: JsonObject,
  lead: string,
  indent: string,
  first: readonly string[],
): string | undefined {
  let text = '';
  for (const key of sortedKeys(map, first)) {
    const value = map[key];
    if (value === undefined) continue;
    text += (text === '' ? lead : indent) + writeEntry(key, value, indent);
  }
  return text === '' ? undefined : text;
}

function writeEntry(key: string, value: Json, indent: string): string {
  const written = writeKey(key);
  // A long key needs the form `? key`, with its value on a line of its own behind `: `.
  if (written.startsWith('? ')) return written + '\n' + indent + ':' + writeItem(value, indent, NONE);
  if (Array.isArray(value) && value.length > 0) return written + ':\n' + writeList(value, indent);
  if (isObject(value)) {
    const inner = indent + '  ';
    const lines = writeMap(value, inner, inner, NONE);
    return lines === undefined ? written + ': {}\n' : written + ':\n' + lines;
  }
  return written + ': ' + writeScalar(value, indent.length) + '\n';
}

/** Items stand at the indentation of their parent, as kubectl writes them. */
function writeList(list: readonly Json[], indent: string): string {
  let text = '';
  for (const item of list) text += indent + '-' + writeItem(item, indent, ITEM_FIRST);
  return text;
}

/** What follows the `-` of an item, or the `:` of a long key. */
function writeItem(item: Json, indent: string, first: readonly string[]): string {
  const inner = indent + '  ';
  if (Array.isArray(item) && item.length > 0) return ' ' + writeList(item, inner).slice(inner.length);
  if (isObject(item)) return writeMap(item, ' ', inner, first) ?? ' {}\n';
  return ' ' + writeScalar(item, indent.length) + '\n';
}

function writeScalar(value: Json | undefined, indent: number): string {
  if (typeof value === 'string') return writeString(value, indent);
  if (typeof value === 'number') return writeNumber(value);
  if (value === null) return 'null';
  if (value === true) return 'true';
  if (value === false) return 'false';
  if (Array.isArray(value)) return '[]';
  throw new TypeError(`YAML cannot hold a value of type ${typeof value}.`);
}

function sortedKeys(map: JsonObject, first: readonly string[]): readonly string[] {
  const keys = inGoOrder(Object.keys(map));
  if (first === NONE) return keys;
  const leading = first.filter((key) => Object.hasOwn(map, key));
  return leading.length === 0 ? keys : [...leading, ...keys.filter((key) => !leading.includes(key))];
}
