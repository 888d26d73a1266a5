/** The profile list as the hub reads it at each spawn: slugs written out. */
import { isObject, type Json, type JsonObject } from '../../document/json';
import { copyOrigin } from '../../document/origin';
import type { Path } from '../../document/path';
import { slugOf } from './slug';

/** Both places where profiles can be written. */
export const PROFILE_LISTS: readonly Path[] = [
  ['singleuser', 'profileList'],
  ['hub', 'config', 'KubeSpawner', 'profile_list'],
];

export interface ProfileList {
  /** Every profile with its slug, where it can be told. */
  readonly profiles: readonly Json[];
  /** Slugs that nobody wrote: users' own hub code sees the list without them, as with the chart. */
  readonly derivedSlugs: readonly string[];
}

export function profileList(written: Json | undefined): ProfileList {
  const derivedSlugs: string[] = [];
  const profiles = (Array.isArray(written) ? (written as Json[]) : []).map((each) => {
    if (!isObject(each) || Object.hasOwn(each, 'slug')) return each;
    const name = each['display_name'];
    const slug = typeof name === 'string' ? slugOf(name) : undefined;
    if (slug === undefined) return each;
    derivedSlugs.push(slug);
    return withSlug(each, slug);
  });
  return { profiles, derivedSlugs };
}

function withSlug(profile: JsonObject, slug: string): JsonObject {
  const copy = { ...profile, slug };
  for (const key of Object.keys(profile)) copyOrigin(copy, profile, key);
  return copy;
}
