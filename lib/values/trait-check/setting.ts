/** One trait that values set, and what is wrong with it. */
import type { Json } from '../../document/json';
import { type Path, showPath } from '../../document/path';
import { describeType, describeValue } from '../../validation/describe';
import { closest } from '../../validation/did-you-mean';
import { doubt, type Finding, type Policy } from '../rules/rule';
import { isSecretTrait } from '../secrets';
import {
  classNames,
  inProfiles,
  isClass,
  type Lookup,
  lineage,
  look,
  type TraitType,
  traitNames,
} from './data';
import { near } from './near';
import type { OwnClasses } from './own-classes';
import { type Refusal, refusal } from './refusal';
import { familyOf, takers } from './takers';

export interface Setting {
  readonly className: string;
  readonly trait: string;
  readonly value: Json;
  readonly path: Path;
  /** Set by a profile: KubeSpawner then joins maps, and sets what no configuration can. */
  readonly inProfile?: boolean;
}

export function settingFindings(setting: Setting, own: OwnClasses, policy: Policy): Finding[] {
  const { className, trait, path } = setting;
  const classes = takers(className, own);
  const found = classes.map((each) => look(each, trait)).find((each) => each !== undefined);
  if (found === undefined) return unknownTrait(setting, classes, own, policy);
  const findings: Finding[] = [];
  if (found.is === 'removed')
    return [doubt(policy, 'TRAIT_UNKNOWN', path, `${showPath(path)} was removed.`, instead(found))];
  if (found.replacedBy !== undefined)
    findings.push({
      ...doubt(policy, 'TRAIT_DEPRECATED', path, `${showPath(path)} is deprecated.`, instead(found)),
      severity: 'warning',
    });
  const type = found.is === 'trait' ? found.type : typeOfNew(classes, found.replacedBy);
  const wrong = type === undefined ? undefined : refusal(type, setting.value);
  return wrong === undefined ? findings : [...findings, refused(setting, wrong, policy)];
}

function instead({ replacedBy }: Pick<Lookup, 'replacedBy'>): string {
  return replacedBy ? `Use ${replacedBy}.` : 'Leave it out: nothing replaces it.';
}

function typeOfNew(classes: readonly string[], trait: string): TraitType | undefined {
  const found = classes.map((each) => look(each, trait)).find((each) => each?.is === 'trait');
  return found?.is === 'trait' ? found.type : undefined;
}

/** Sections in which people write traits of classes of their own. */
const DERIVED_FROM = new Set([
  'Authenticator',
  'LocalAuthenticator',
  'OAuthenticator',
  'Spawner',
  'KubeSpawner',
  'Proxy',
]);

function unknownTrait(setting: Setting, classes: readonly string[], own: OwnClasses, policy: Policy) {
  const { className, trait, path, inProfile } = setting;
  const settable = inProfile && classes.some((each) => inProfiles(each).includes(trait));
  if (settable || (own.mentions(trait) && !isClass(trait))) return [];
  const known = classes.flatMap(traitNames);
  const finding = doubt(
    policy,
    'TRAIT_UNKNOWN',
    path,
    `${className} has no trait ${JSON.stringify(trait)}.`,
    suggestion(trait, known),
  );
  const family = DERIVED_FROM.has(className) ? familyOf(className) : undefined;
  const foreign = family !== undefined && own.inUse(family) === undefined;
  if (!foreign || isClass(trait) || near(trait, known) !== undefined) return [finding];
  // A class of users' own may have it.
  return [{ ...finding, severity: 'warning' as const }];
}

function suggestion(trait: string, known: readonly string[]): string | undefined {
  const meant = near(trait, known);
  if (meant !== undefined) return `Did you mean ${JSON.stringify(meant)}?`;
  if (isClass(trait)) return `${trait} is a class: it belongs below hub.config.`;
  const elsewhere = classNames().filter((each) => look(each, trait)?.is === 'trait');
  const owner = elsewhere.find((each) =>
    lineage(each).every((base) => base === each || !elsewhere.includes(base)),
  );
  if (owner !== undefined) return `It is a trait of ${owner}: is it on the wrong level?`;
  const close = closest(trait, known);
  return close === undefined ? undefined : `Did you mean ${JSON.stringify(close)}?`;
}

function refused({ className, trait, value, path }: Setting, wrong: Refusal, policy: Policy): Finding {
  const at = [...path, ...wrong.path];
  const place = showPath(at);
  const key = String(wrong.path[wrong.path.length - 1] ?? '');
  if (wrong.problem === 'unknown-key') {
    const meant = closest(key, wrong.known ?? []);
    const hint =
      meant === undefined ? `Known keys: ${wrong.expected}.` : `Did you mean ${JSON.stringify(meant)}?`;
    return doubt(policy, 'TRAIT_TYPE', at, `${place} is no key of this trait.`, hint);
  }
  if (wrong.problem === 'missing-key')
    return doubt(policy, 'TRAIT_TYPE', at, `${place} is missing.`, `Keys: ${wrong.expected}.`);
  const inner = wrong.path.reduce<Json>(
    (node, each) => (node as Record<string | number, Json>)[each] ?? null,
    value,
  );
  const hidden = isSecretTrait(className, trait) || isSecretTrait(className, key) || trait === 'environment';
  const shown = hidden ? describeType(inner) : describeValue(inner);
  return doubt(
    policy,
    'TRAIT_TYPE',
    at,
    `${place} is ${shown}; it has to be ${wrong.expected}.`,
    quotes(inner, wrong),
  );
}

/** Quotes too many or too few are the usual cause. */
function quotes(value: Json, { expected }: Refusal): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean')
    return expected.startsWith('a string') ? 'Put it in quotes.' : undefined;
  if (typeof value !== 'string') return undefined;
  const plain = /^(true|false)$/.test(value)
    ? 'true or false'
    : /^-?\d+(\.\d+)?$/.test(value)
      ? 'number'
      : '';
  return plain !== '' && expected.includes(plain) ? 'Remove the quotes.' : undefined;
}
