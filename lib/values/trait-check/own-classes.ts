/** Classes that a hub may have beside those of its packages: of users' own hub code, or of a module that it names. */
import { hasOwnCode } from '../hub-configuration';
import type { Values } from '../schema/values';
import { classOf, type Group } from './data';

export interface OwnClasses {
  /** Whether users' own hub code speaks of a name. */
  mentions(name: string): boolean;
  /** Whether code that cannot be looked into may define classes: another image, mounted files. */
  readonly hidden: boolean;
  /** The class in use; undefined where it is none of the packages. */
  inUse(group: Group): string | undefined;
  /** Whether a setting names a class by a module that is not one of the packages. */
  isNamed(className: string): boolean;
}

type HubValues = Pick<Values, 'hub'>;

const SETTINGS: Readonly<Record<Group, readonly [trait: string, otherwise: string]>> = {
  authenticators: ['authenticator_class', 'dummy'],
  spawners: ['spawner_class', 'kubespawner.KubeSpawner'],
  proxies: ['proxy_class', 'default'],
};

export function ownClasses(values: HubValues): OwnClasses {
  const { config } = values.hub;
  let text: string | undefined;
  const setting = (group: Group) => {
    const [trait, otherwise] = SETTINGS[group];
    const value = config.JupyterHub[trait] ?? otherwise;
    return typeof value === 'string' ? value : '';
  };
  return {
    hidden: hasOwnCode(values),
    mentions(name) {
      text ??= codeOf(values);
      return new RegExp(`\\b${name.replace(/\W/g, '\\$&')}\\b`).test(text);
    },
    inUse: (group) => classOf(group, setting(group)),
    isNamed: (className) =>
      (Object.keys(SETTINGS) as Group[]).some((group) => setting(group).endsWith(`.${className}`)),
  };
}

function codeOf({ hub }: HubValues): string {
  const code = Object.values(hub.extraConfig ?? {}).filter((each) => typeof each === 'string');
  const files = Object.values(hub.extraFiles ?? {}).map((file) => file.stringData ?? '');
  return [...code, ...files].join('\n');
}
