import { isObject, type Json } from '../../document/json';
import { type Path, showPath, valueAt } from '../../document/path';
import { PROFILE_LISTS } from '../profiles/profile-list';
import { slugOf } from '../profiles/slug';
import { doubt, type Finding, type Policy, type Rule } from './rule';

/** A slug or an alias that leads to two profiles: the second could never be chosen. */
export const profileSlugs: Rule = (values, _written, policy) =>
  PROFILE_LISTS.flatMap((path) => {
    const list = valueAt(values as unknown as Json, path);
    return Array.isArray(list) ? slugFindings(list, path, policy) : [];
  });

/** `path`: where the list stands. */
export function slugFindings(profiles: readonly Json[], path: Path, policy: Policy): Finding[] {
  const findings: Finding[] = [];
  const taken = new Map<string, string>();
  const take = (name: string, at: Path, what: string) => {
    const other = taken.get(name);
    if (other === undefined) taken.set(name, `${showPath(at)}`);
    else findings.push(twice(name, at, what, other, policy));
  };
  // Slugs first: an alias may stand above the profile whose slug it repeats.
  profiles.forEach((profile, index) => {
    if (!isObject(profile)) return;
    const written = profile['slug'];
    if (typeof written === 'string') take(written, [...path, index, 'slug'], 'slug');
    else if (written === undefined && typeof profile['display_name'] === 'string') {
      const slug = slugOf(profile['display_name']);
      const at = [...path, index, 'display_name'];
      if (slug === undefined) findings.push(unspelt(profile['display_name'], at, policy));
      else take(slug, at, 'slug made from the name');
    }
  });
  profiles.forEach((profile, index) => {
    const aliases = isObject(profile) ? profile['aliases'] : undefined;
    if (aliases === undefined) return;
    const at = [...path, index, 'aliases'];
    const texts: Json[] = Array.isArray(aliases) ? aliases : [];
    if (!Array.isArray(aliases) || !texts.every((each) => typeof each === 'string'))
      findings.push(noList(at, policy));
    else
      texts.forEach((each, place) => {
        take(String(each), [...at, place], 'alias');
      });
  });
  return findings;
}

/** KubeSpawner has a table for it, and may have another one tomorrow. A values file runs all the same. */
function unspelt(name: string, path: Path, policy: Policy): Finding {
  return {
    code: 'VALUES_MISSING',
    severity: policy.plaintext,
    path,
    message: `A slug for ${JSON.stringify(name)} cannot be made here: the name has letters other than Latin ones.`,
    hint: 'Write one, which users keep though the name changes: `slug: gpu-large`.',
  };
}

function twice(name: string, at: Path, what: string, other: string, policy: Policy): Finding {
  const message = `The ${what} ${JSON.stringify(name)} is that of ${other} too; only the first profile can be chosen.`;
  return doubt(
    policy,
    'VALUES_CONFLICT',
    at,
    message,
    'Give each profile a slug of its own: `slug: gpu-large`.',
  );
}

function noList(at: Path, policy: Policy): Finding {
  const message = `${showPath(at)} is no list of slugs.`;
  return doubt(
    policy,
    'SCHEMA_TYPE',
    at,
    message,
    'Write the slugs that the profile had before: `aliases: [old]`.',
  );
}
