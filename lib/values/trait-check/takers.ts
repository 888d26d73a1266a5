/** Which classes read a section of the configuration. */
import { classNames, type Group, lineage } from './data';
import type { OwnClasses } from './own-classes';

const FAMILIES: Readonly<Record<string, Group>> = {
  Authenticator: 'authenticators',
  Spawner: 'spawners',
  Proxy: 'proxies',
};

/** The setting that decides which class of the kind is in use; undefined for classes of which there is no choice. */
export function familyOf(className: string): Group | undefined {
  const root = lineage(className).find((each) => Object.hasOwn(FAMILIES, each));
  return root === undefined ? undefined : FAMILIES[root];
}

/**
 * The class itself, and the class in use where that is derived from it: traitlets reads a class's own traits from the
 * sections of its bases too. Any derived class, where the one in use is not known.
 */
export function takers(className: string, own: OwnClasses): string[] {
  const group = familyOf(className);
  if (group === undefined) return [className];
  const used = own.inUse(group);
  const derived = used === undefined ? classNames() : [used];
  return [className, ...derived.filter((each) => each !== className && lineage(each).includes(className))];
}
