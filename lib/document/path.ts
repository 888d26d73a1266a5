/** Paths into plain data, as messages write them: `hub.db.type`, `singleuser.profileList[0].slug`. */
import type { Position } from '../diagnostics/diagnostic';
import { isObject, type Json } from './json';
import { originOf } from './origin';

export type Path = readonly (string | number)[];

const PLAIN = /^[\w$-]+$/;

export function showPath(path: Path): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (!PLAIN.test(key)) text += `[${JSON.stringify(key)}]`;
    else text += text === '' ? key : `.${key}`;
  }
  return text;
}

export function valueAt(data: Json | undefined, path: Path): Json | undefined {
  let node: Json | undefined = data;
  for (const key of path) {
    if (Array.isArray(node) && typeof key === 'number') node = node[key];
    else if (isObject(node) && Object.hasOwn(node, key)) node = node[key];
    else return undefined;
  }
  return node;
}

/** Where the key at the end of the path was written; else its nearest parent that was written anywhere. */
export function positionAt(data: Json | undefined, path: Path): Position | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = valueAt(data, path.slice(0, length - 1));
    const key = path[length - 1];
    if (typeof parent !== 'object' || parent === null || key === undefined) continue;
    const origin = originOf(parent, key);
    if (origin) return origin.key;
  }
  return undefined;
}
