/** Compares where homes were with where they would be. A user who finds an empty home has, for all they know, lost it. */
import type { Diagnostic, Severity } from '../../diagnostics/diagnostic';
import { expand, type SlugScheme } from './expand';
import { STORAGE_SETTINGS, type StorageIdentity, type StorageSetting } from './identity';

/** `migrations.storage[]` of a config: somebody has moved the data, or knows that there are none. */
export interface StorageMigration {
  readonly setting: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** One for each setting that changes and is not declared; `path` is the setting. */
export function storageChanges(
  earlier: StorageIdentity,
  now: StorageIdentity,
  declared: readonly StorageMigration[],
  severity: Severity,
): Diagnostic[] {
  const isDeclared = (setting: StorageSetting) =>
    declared.some(
      (each) => each.setting === setting && each.from === earlier[setting] && each.to === now[setting],
    );
  return STORAGE_SETTINGS.filter((each) => matters(each, earlier, now) && !isDeclared(each)).map(
    (setting) => {
      const [from, to] = [JSON.stringify(earlier[setting]), JSON.stringify(now[setting])];
      return {
        code: 'STORAGE_CHANGED',
        severity,
        message: `Homes would be elsewhere: ${setting} was ${from} and is now ${to}. ${samples(earlier, now)}`,
        hint: `Take it back; or move the data and declare it: migrations: { storage: [{ setting: ${setting}, from: ${from}, to: ${to}, reason: "..." }] }`,
        path: setting,
      };
    },
  );
}

/** Whether it changes, and what changes is in use before and after. */
function matters(setting: StorageSetting, earlier: StorageIdentity, now: StorageIdentity): boolean {
  if (earlier[setting] === now[setting]) return false;
  const sameVolume = earlier['home.volume'] === now['home.volume'];
  if (setting === 'pvc_name_template' || setting === 'remember_pvc_name')
    return usesClaims(earlier) && usesClaims(now);
  // Of another volume it is said already.
  if (setting === 'storage_pvc_ensure') return sameVolume;
  // Without a home there is none to lose.
  if (setting === 'home.volume' || setting === 'home.subPath') return earlier['home.volume'] !== '';
  return true;
}

function usesClaims(identity: StorageIdentity): boolean {
  return identity['home.volume'].includes('{pvc_name}') || identity.storage_pvc_ensure === 'true';
}

function samples(earlier: StorageIdentity, now: StorageIdentity): string {
  return ['alice', 'Bob.Smith@example.org']
    .map((user) => {
      const [before, after] = [homeOf(user, earlier), homeOf(user, now)];
      return before === after ? `${user} keeps ${before}.` : `${user}: ${before} -> ${after}.`;
    })
    .join(' ');
}

/** `namespace/claim`, and the folder in it. */
export function homeOf(user: string, identity: StorageIdentity): string {
  const scheme: SlugScheme = identity.slug_scheme === 'escape' ? 'escape' : 'safe';
  const hub: Record<string, string> = {
    namespace: identity.namespace,
    hubnamespace: identity.namespace === 'default' ? 'user' : identity.namespace,
  };
  const text = (template: string) => {
    const expanded = expand(template, scheme, { user, server: '' }, hub);
    return 'text' in expanded ? expanded.text : `(${expanded.problem})`;
  };
  if (identity['home.volume'] === '') return 'no home';
  if (identity.user_namespace_template !== '') hub['namespace'] = text(identity.user_namespace_template);
  hub['pvc_name'] = text(identity.pvc_name_template);
  const claim = text(identity['home.volume']);
  const folder = identity['home.subPath'] === '' ? '' : ` at ${text(identity['home.subPath'])}`;
  return `${hub['namespace']}/${claim}${folder}`;
}
