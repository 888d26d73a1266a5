/** Which profiles a config offers. `gpu` without `profiles` offers the usual one: somebody has to get the devices. */
import { KNOWN_PROFILES, type ProfileSettings } from '../../config/schema/profiles';
import type { Sections } from '../../config/schema/sections';
import type { Path } from '../../document/path';
import { knownProfiles } from './known';

const USUAL = 'datascience';

export interface Offered {
  readonly slug: string;
  readonly settings: ProfileSettings;
  /** Where it is written. */
  readonly path: Path;
}

export function offered({ profiles, gpu, images }: Pick<Sections, 'profiles' | 'gpu' | 'images'>): Offered[] {
  if (profiles === undefined && gpu === undefined) return [];
  const known = knownProfiles(profiles?.tag, images);
  const ours = KNOWN_PROFILES.flatMap((slug): Offered[] => {
    const written = profiles?.[slug] ?? slug === USUAL;
    const { enabled = true, ...own } = typeof written === 'boolean' ? { enabled: written } : written;
    return enabled ? [{ slug, settings: { ...known[slug], ...own }, path: ['profiles', slug] }] : [];
  });
  const custom = (profiles?.custom ?? []).map(
    ({ name, ...settings }, index): Offered => ({
      slug: name,
      settings,
      path: ['profiles', 'custom', index],
    }),
  );
  return [...ours, ...custom];
}

/** The one that is taken where nobody chooses. */
export function defaultSlug(all: readonly Offered[], wanted: string | undefined): string | undefined {
  return wanted ?? (all.find(({ slug }) => slug === USUAL) ?? all[0])?.slug;
}
