/** How messages call the type of a trait. */
import { type TraitType, traitData } from './data';

const WORDS: Readonly<Record<Extract<TraitType, string>, string>> = {
  string: 'a string',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  size: 'a number of bytes, or a text that ends with K, M, G or T (`2G`, not `2Gi`)',
  any: 'anything',
  null: 'null: only Python code (hub.extraConfig) can set it',
  nothing: 'set by Python code (hub.extraConfig)',
};

export function called(type: TraitType): string {
  if (typeof type === 'string') return WORDS[type];
  if ('either' in type) {
    const types = type.either.filter((each) => each !== 'null').map(called);
    return `${types.join(' or ')}${types.length < type.either.length ? ', or null' : ''}`;
  }
  if ('enum' in type) return `one of ${type.enum.join(', ')}`;
  if ('word' in type) return `one of ${type.word.join(', ')}`;
  if ('integer' in type) return `a whole number${limits(type.integer)}`;
  if ('number' in type) return `a number${limits(type.number)}`;
  if ('name' in type) {
    const names = Object.keys(traitData().names[type.name]);
    return `one of ${names.join(', ')}, or a class with its module`;
  }
  if ('list' in type) return `a list${type.list[1] > 0 ? ' with something in it' : ''}${items(type.list[0])}`;
  if ('set' in type) return `a list${items(type.set[0])}`;
  return 'row' in type ? `a list of ${type.row.length}: ${type.row.map(called).join(', ')}` : 'a map';
}

function limits([lowest, highest]: readonly [number | null, number | null]): string {
  return `${lowest === null ? '' : `, ${lowest} or more`}${highest === null ? '' : `, ${highest} or less`}`;
}

function items(of: TraitType): string {
  return of === 'string' ? ' of strings' : '';
}
