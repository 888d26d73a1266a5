/** The keys of profiles and of what is in them, as KubeSpawner 7 and jupyterhub-fancy-profiles read them, and the hub. */
import type { TraitType } from './data';

export type Part = 'profile' | 'option' | 'choice' | 'unlisted_choice';

const MAP: TraitType = { map: ['any', 'any'] };
const NAMES: TraitType = { list: ['string', 0] };
const ALLOW: TraitType = {
  either: [{ shape: { groups: { either: [NAMES, 'null'] }, users: { either: [NAMES, 'null'] } } }, 'null'],
};

/** What KubeSpawner cannot do without ends with "!". */
export const PROFILE_WORDS: Readonly<Record<Part, Readonly<Record<string, TraitType>>>> = {
  profile: {
    'display_name!': 'string',
    description: 'string',
    slug: 'string',
    default: 'boolean',
    kubespawner_override: MAP,
    profile_options: MAP,
    allow: ALLOW,
    aliases: 'any',
  },
  option: {
    display_name: 'string',
    description: 'string',
    choices: MAP,
    unlisted_choice: MAP,
    dynamic_image_building: MAP,
  },
  choice: {
    display_name: 'string',
    description: 'string',
    default: 'boolean',
    kubespawner_override: MAP,
    allow: ALLOW,
  },
  unlisted_choice: {
    'enabled!': 'boolean',
    display_name: 'string',
    display_name_in_choices: 'string',
    description_in_choices: 'string',
    validation_regex: 'string',
    validation_message: 'string',
    kubespawner_override: MAP,
    allow: ALLOW,
  },
};

/** The words of a part, without the marks. */
export function wordsOf(part: Part): Record<string, TraitType> {
  return Object.fromEntries(
    Object.entries(PROFILE_WORDS[part]).map(([key, type]) => [key.replace('!', ''), type]),
  );
}
