/** Class and trait names, types and old names, wherever values set traits. */
import type { Rule } from '../rules/rule';
import { ownClasses } from './own-classes';
import { profileFindings } from './profiles';
import { sectionFindings } from './sections';
import { serviceFindings } from './services';
import { settingFindings } from './setting';
import { spawnerValues } from './values-to-spawner';

/** What a hub would pass over, refuse at its start, or fail on when a server starts. */
export const traits: Rule = (values, _written, policy) => {
  const own = ownClasses(values);
  return [
    ...sectionFindings(values, own, policy),
    ...spawnerValues(values).flatMap((each) => settingFindings(each, own, policy)),
    ...profileFindings(values, own, policy),
    ...serviceFindings(values, policy),
  ];
};
