/** hub.config: classes and their traits. */
import { isObject } from '../../document/json';
import { valueAt } from '../../document/path';
import { DEFAULTS } from '../defaults';
import { doubt, type Finding, type Policy } from '../rules/rule';
import type { Values } from '../schema/values';
import { classNames, isClass } from './data';
import { near } from './near';
import type { OwnClasses } from './own-classes';
import { settingFindings } from './setting';

export function sectionFindings({ hub }: Pick<Values, 'hub'>, own: OwnClasses, policy: Policy): Finding[] {
  const findings: Finding[] = [];
  for (const [name, section] of Object.entries(hub.config)) {
    // What is no section at all, the rule hub-code tells.
    const path = ['hub', 'config', name];
    if (!/^[A-Z]/.test(name) || !isObject(section) || section === valueAt(DEFAULTS, path)) continue;
    if (!isClass(name)) {
      findings.push(...unknownClass(name, own, policy));
      continue;
    }
    for (const [trait, value] of Object.entries(section)) {
      // What the chart itself says may be said again; and profiles have a check of their own.
      if (value === valueAt(DEFAULTS, [...path, trait])) continue;
      if (trait === 'profile_list' && Array.isArray(value)) continue;
      // The chart also takes one text with semicolons between the keys (B-12).
      if (name === 'CryptKeeper' && trait === 'keys' && typeof value === 'string') continue;
      findings.push(
        ...settingFindings({ className: name, trait, value, path: [...path, trait] }, own, policy),
      );
    }
  }
  return findings;
}

function unknownClass(name: string, own: OwnClasses, policy: Policy): Finding[] {
  if (own.isNamed(name) || own.mentions(name)) return [];
  const slip = near(name, classNames());
  const hint =
    slip !== undefined
      ? `Did you mean ${slip}?`
      : own.hidden
        ? 'If code of your own has the class, this is all right.'
        : undefined;
  const finding = doubt(
    policy,
    'TRAIT_UNKNOWN_CLASS',
    ['hub', 'config', name],
    `No package of the hub has a class ${name}: what stands below it has no effect.`,
    hint,
  );
  return [slip === undefined ? { ...finding, severity: 'warning' } : finding];
}
