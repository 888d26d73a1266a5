import { asObject, isObject, type Json } from '../../document/json';
import { type Path, showPath, valueAt } from '../../document/path';
import { PROFILE_LISTS } from '../profiles/profile-list';
import { doubt, type Finding, type Policy, type Rule } from './rule';

/** `allow` of profiles, choices and unlisted choices: names of groups and users, at least one of either. */
export const profileAccess: Rule = (values, _written, policy) =>
  PROFILE_LISTS.flatMap((path) => {
    const profiles = valueAt(values as unknown as Json, path);
    return Array.isArray(profiles)
      ? profiles.flatMap((profile: Json, index) => ofProfile(profile, [...path, index], policy))
      : [];
  });

function ofProfile(profile: Json, path: Path, policy: Policy): Finding[] {
  if (!isObject(profile)) return [];
  const options = Object.entries(asObject(profile['profile_options'])).flatMap(([name, option]) => {
    const at = [...path, 'profile_options', name];
    const choices = Object.entries(asObject(asObject(option)['choices'])).flatMap(([choice, settings]) =>
      allowOf(settings, [...at, 'choices', choice], policy),
    );
    return [
      ...choices,
      ...allowOf(asObject(option)['unlisted_choice'] ?? {}, [...at, 'unlisted_choice'], policy),
    ];
  });
  return [...allowOf(profile, path, policy), ...options];
}

function allowOf(item: Json, path: Path, policy: Policy): Finding[] {
  if (!isObject(item) || !Object.hasOwn(item, 'allow')) return [];
  const allow = item['allow'] ?? null;
  const at = [...path, 'allow'];
  const wrong = (place: Path, message: string) => [
    doubt(
      policy,
      'VALUES_ALLOW',
      place,
      message,
      'Write `allow: {groups: [staff], users: [ada]}`, with either or both.',
    ),
  ];
  if (!isObject(allow)) return wrong(at, `${showPath(at)} is no map of groups and users.`);
  const unknown = Object.keys(allow).find((key) => key !== 'groups' && key !== 'users');
  if (unknown !== undefined)
    return wrong([...at, unknown], `${showPath(at)} knows groups and users, not ${unknown}.`);
  for (const [key, names] of Object.entries(allow)) {
    if (!Array.isArray(names) || !names.every((name) => typeof name === 'string'))
      return wrong([...at, key], `${showPath([...at, key])} is no list of names.`);
  }
  const empty = Object.values(allow).every((names) => (names as readonly Json[]).length === 0);
  return empty ? wrong(at, `${showPath(at)} names nobody, so nobody can start it.`) : [];
}
