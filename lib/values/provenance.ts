/** Where an effective value comes from: `explain` and messages say it. */
import type { Position } from '../diagnostics/diagnostic';
import type { JsonObject } from '../document/json';
import { originOf } from '../document/origin';
import { type Path, valueAt } from '../document/path';
import { CHART_RELEASE } from './chart-release';
import { DEFAULTS } from './defaults';

export type Provenance =
  /** A user or a layer wrote it there. */
  | { readonly from: 'file'; readonly position: Position }
  /** It is the default of the chart release. */
  | { readonly from: 'chart'; readonly release: string }
  /** A file says null, which deletes the default. */
  | { readonly from: 'deleted'; readonly position: Position }
  | { readonly from: 'nowhere' };

/** `written` is what a user wrote, `effective` what the constructs read. */
export function provenanceOf(effective: JsonObject, written: JsonObject, path: Path): Provenance {
  const position = writtenAt(effective, path) ?? writtenAt(written, path);
  if (valueAt(effective, path) === undefined) {
    return position && valueAt(written, path) === null ? { from: 'deleted', position } : { from: 'nowhere' };
  }
  if (position) return { from: 'file', position };
  return valueAt(DEFAULTS, path) === undefined
    ? { from: 'nowhere' }
    : { from: 'chart', release: CHART_RELEASE.version };
}

/** The nearest key on the way that a file holds, if everything from there on is the file's own. */
function writtenAt(data: JsonObject, path: Path): Position | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = valueAt(data, path.slice(0, length - 1));
    const key = path[length - 1];
    if (typeof parent !== 'object' || parent === null || key === undefined) continue;
    const origin = originOf(parent, key);
    // Above the key itself, only a part that replaced the default as a whole speaks for it.
    if (origin) return length === path.length || !isJoined(path.slice(0, length)) ? origin.key : undefined;
  }
  return undefined;
}

/** Whether a user's map at the path was joined with one of the chart's. */
function isJoined(path: Path): boolean {
  const standard = valueAt(DEFAULTS, path);
  return typeof standard === 'object' && standard !== null && !Array.isArray(standard);
}
