/** Profiles: keys that nothing reads, and values that KubeSpawner fails on when the form is shown or a server starts. */
import { isObject, type Json, type JsonObject } from '../../document/json';
import { type Path, showPath } from '../../document/path';
import { describeType, describeValue } from '../../validation/describe';
import { closest } from '../../validation/did-you-mean';
import { doubt, type Finding, type Policy } from '../rules/rule';
import type { Values } from '../schema/values';
import { lineage, traitNames } from './data';
import { near } from './near';
import type { OwnClasses } from './own-classes';
import { choicesOf, overrides, type ProfilePart, profileParts } from './profile-parts';
import { PROFILE_WORDS, wordsOf } from './profile-words';
import { refusal } from './refusal';
import { settingFindings } from './setting';

const CALLED = {
  profile: 'a profile',
  option: 'an option',
  choice: 'a choice',
  unlisted_choice: 'an unlisted choice',
} as const;

/** Keys that do something, each where it belongs; people write `slug` or `description` anywhere, for their own use. */
const ELSEWHERE: Readonly<Record<string, keyof typeof CALLED>> = {
  profile_options: 'profile',
  aliases: 'profile',
  choices: 'option',
  unlisted_choice: 'option',
  kubespawner_override: 'choice',
  allow: 'choice',
  validation_regex: 'unlisted_choice',
  display_name_in_choices: 'unlisted_choice',
};

export function profileFindings(
  values: Pick<Values, 'singleuser' | 'hub'>,
  own: OwnClasses,
  policy: Policy,
): Finding[] {
  const parts = profileParts(values);
  if (parts.length === 0) return [];
  const spawner = own.inUse('spawners') ?? 'KubeSpawner';
  // Another spawner does with profiles what it likes.
  if (!lineage(spawner).includes('KubeSpawner')) return [];
  return [
    ...parts.flatMap((part) => partFindings(part, spawner, own, policy)),
    ...overrides(parts, spawner).flatMap((setting) => settingFindings(setting, own, policy)),
  ];
}

function partFindings(part: ProfilePart, spawner: string, own: OwnClasses, policy: Policy): Finding[] {
  const { node, path } = part;
  const say = (at: Path, message: string, hint?: string) => doubt(policy, 'PROFILE_KEY', at, message, hint);
  if (!isObject(node))
    return [say(path, `${showPath(path)} is ${describeType(node)}; ${CALLED[part.part]} is a map.`)];
  const words = wordsOf(part.part);
  const findings: Finding[] = [];
  for (const [key, value] of Object.entries(node)) {
    const at = [...path, key];
    const type = Object.hasOwn(words, key) ? words[key] : undefined;
    if (type === undefined) {
      const hint = own.mentions(key) ? undefined : meantInstead(key, Object.keys(words), spawner);
      if (hint !== undefined)
        findings.push(say(at, `${JSON.stringify(key)} is no key of ${CALLED[part.part]}.`, hint));
      continue;
    }
    const wrong = refusal(type, value);
    if (wrong === undefined) continue;
    const inner = [...at, ...wrong.path];
    const found = wrong.path.reduce<Json | undefined>(below, value) as Json;
    findings.push(
      wrong.problem === 'type'
        ? say(inner, `${showPath(inner)} is ${describeValue(found)}; it has to be ${wrong.expected}.`)
        : say(inner, `${showPath(inner)} is none of ${wrong.expected}.`),
    );
  }
  return [...findings, ...missing(part, node, say)];
}

function below(node: Json | undefined, key: string | number): Json | undefined {
  return (node as Record<string | number, Json>)[key];
}

/** Keys of users' own code are many and none of our business: only slips, and traits on a wrong level. */
function meantInstead(key: string, words: readonly string[], spawner: string): string | undefined {
  const meant = near(key, words);
  if (meant !== undefined) return `Did you mean ${JSON.stringify(meant)}?`;
  const traits = traitNames(spawner);
  if (traits.includes(key)) return `It is a trait of ${spawner}: it belongs below kubespawner_override.`;
  const owner = ELSEWHERE[key];
  if (owner !== undefined) return `It is a key of ${CALLED[owner]}: is it on the wrong level?`;
  const trait = near(key, traits);
  return trait === undefined ? undefined : `Did you mean ${trait} below kubespawner_override?`;
}

type Say = (at: Path, message: string, hint?: string) => Finding;

function missing({ part, path }: ProfilePart, node: JsonObject, say: Say): Finding[] {
  const keys = Object.keys(PROFILE_WORDS[part]).filter((key) => key.endsWith('!'));
  const findings = keys
    .map((key) => key.slice(0, -1))
    .filter((key) => !Object.hasOwn(node, key))
    .map((key) => {
      const slip = closest(key, Object.keys(node));
      const hint = slip === undefined ? undefined : `There is ${JSON.stringify(slip)}.`;
      return say([...path, key], `${showPath([...path, key])} is missing.`, hint);
    });
  if (part === 'option' && !choicesOf(node))
    findings.push(
      say(path, `${showPath(path)} has no choices: a server cannot start with it.`, 'Add `choices`.'),
    );
  return findings;
}
