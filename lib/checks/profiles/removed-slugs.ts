/** Compares the profiles that users could choose with those that they can choose now. */
import type { Diagnostic, Severity } from '../../diagnostics/diagnostic';
import { isObject, type Json } from '../../document/json';
import { closest } from '../../validation/did-you-mean';

/**
 * One for each slug that is gone and no alias of another profile: who chose that profile last would read "No such
 * profile" at the next start. `path` is the slug.
 */
export function removedSlugs(
  earlier: readonly Json[],
  now: readonly Json[],
  severity: Severity,
): Diagnostic[] {
  // Without any profile KubeSpawner does not look at what was chosen.
  if (now.length === 0) return [];
  const slugs = now.flatMap(slugOf);
  const known = new Set([...slugs, ...now.flatMap(aliasesOf)]);
  return earlier
    .flatMap(slugOf)
    .filter((slug) => !known.has(slug))
    .map((slug) => {
      const successor = closest(slug, slugs);
      const where = successor === undefined ? 'on the profile that takes its place' : `on ${successor}`;
      return {
        code: 'PROFILE_SLUG_REMOVED',
        severity,
        message: `The profile ${slug} is gone. Users who chose it last cannot start a server: "No such profile".`,
        hint: `Write aliases: [${JSON.stringify(slug)}] ${where}.`,
        path: slug,
      };
    });
}

function slugOf(profile: Json): string[] {
  return isObject(profile) && typeof profile['slug'] === 'string' ? [profile['slug']] : [];
}

function aliasesOf(profile: Json): string[] {
  const aliases = isObject(profile) ? profile['aliases'] : undefined;
  return Array.isArray(aliases) ? aliases.filter((each: Json) => typeof each === 'string') : [];
}
