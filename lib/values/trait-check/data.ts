/** What the hub's packages know of classes and traits: imports/jupyterhub/traits.json, read when first asked for. */

/** See scripts/trait_types.py. */
export type TraitType =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'number'
  | 'size'
  | 'any'
  | 'null'
  | 'nothing'
  | { readonly enum: readonly (string | number)[] }
  | { readonly word: readonly string[] }
  | { readonly integer: Limits }
  | { readonly number: Limits }
  | { readonly list: readonly [of: TraitType, fewest: number] }
  | { readonly set: readonly [of: TraitType, fewest: number] }
  | { readonly row: readonly TraitType[] }
  | { readonly map: readonly [keys: TraitType, values: TraitType] }
  | { readonly either: readonly TraitType[] }
  | { readonly name: Group }
  | { readonly shape: Types };

export type Limits = readonly [lowest: number | null, highest: number | null];
export type Types = Readonly<Record<string, TraitType>>;
export type Group = 'authenticators' | 'spawners' | 'proxies';

interface ClassEntry {
  /** Nearest first. */
  readonly bases?: readonly string[];
  readonly traits?: Types;
  /** Old names that are still taken, by what replaces them. */
  readonly deprecated?: Readonly<Record<string, string>>;
  /** Old names that end the hub's start. */
  readonly removed?: Readonly<Record<string, string>>;
  /** Traits that no configuration sets, but a profile can. */
  readonly inProfiles?: readonly string[];
}

interface TraitData {
  readonly modules: readonly string[];
  readonly names: Readonly<Record<Group, Readonly<Record<string, string>>>>;
  /** Classes that a module also has under another name. */
  readonly aliases: Readonly<Record<string, string>>;
  readonly service: Types;
  readonly classes: Readonly<Record<string, ClassEntry>>;
}

let loaded: TraitData | undefined;

export function traitData(): TraitData {
  loaded ??= require('../../../imports/jupyterhub/traits.json') as TraitData;
  return loaded;
}

export function classNames(): string[] {
  return Object.keys(traitData().classes);
}

export function isClass(name: string): boolean {
  return Object.hasOwn(traitData().classes, name);
}

/** The class that a setting such as `github` or `oauthenticator.github.GitHubOAuthenticator` stands for. */
export function classOf(group: Group, setting: string): string | undefined {
  const { names, modules, aliases } = traitData();
  const registered = names[group][setting.toLowerCase()];
  if (registered !== undefined) return registered;
  const [module = '', ...rest] = setting.split('.');
  const last = rest[rest.length - 1] ?? '';
  const name = aliases[last] ?? last;
  return modules.includes(module) && isClass(name) ? name : undefined;
}

/** The class and its bases, nearest first. */
export function lineage(name: string): string[] {
  return isClass(name) ? [name, ...(traitData().classes[name]?.bases ?? [])] : [];
}

export type Lookup =
  | { readonly is: 'trait'; readonly type: TraitType; readonly replacedBy?: string }
  | { readonly is: 'old'; readonly replacedBy: string }
  | { readonly is: 'removed'; readonly replacedBy: string };

/** What a class makes of a name; undefined where it does not know it. `old`: taken, though it is no trait. */
export function look(className: string, trait: string): Lookup | undefined {
  for (const each of lineage(className)) {
    const { traits = {}, deprecated = {}, removed = {} } = traitData().classes[each] ?? {};
    if (Object.hasOwn(removed, trait)) return { is: 'removed', replacedBy: removed[trait] ?? '' };
    const replacedBy = Object.hasOwn(deprecated, trait) ? deprecated[trait] : undefined;
    const type = Object.hasOwn(traits, trait) ? traits[trait] : undefined;
    if (type !== undefined) return { is: 'trait', type, ...(replacedBy === undefined ? {} : { replacedBy }) };
    if (replacedBy !== undefined) return { is: 'old', replacedBy };
  }
  return undefined;
}

/** Every trait that a class takes. */
export function traitNames(className: string): string[] {
  return lineage(className).flatMap((each) => Object.keys(traitData().classes[each]?.traits ?? {}));
}

/** Traits that only a profile can set. */
export function inProfiles(className: string): string[] {
  return lineage(className).flatMap((each) => traitData().classes[each]?.inProfiles ?? []);
}
