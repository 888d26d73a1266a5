/** All rules beyond the published schemas, found by the definition or the scalar type that they look at. */
import type { Scalar } from '../field-type';
import { annotations } from './annotations';
import { base64 } from './base64';
import { cidr } from './cidr';
import { containers } from './containers';
import { dataKeys } from './data-keys';
import { enums } from './enums';
import { environment } from './environment';
import { integerRange } from './integer-range';
import { labels } from './labels';
import { mounts } from './mounts';
import { objectName } from './object-name';
import { percentage } from './percentage';
import { ports } from './ports';
import { quantity } from './quantity';
import type { Check, Rule, ScalarRule } from './rule';
import { selector } from './selector';
import { timestamp } from './timestamp';
import { volumes } from './volumes';

const RULES: readonly Rule[] = [
  annotations,
  cidr,
  containers,
  dataKeys,
  enums,
  environment,
  labels,
  mounts,
  objectName,
  percentage,
  ports,
  selector,
  volumes,
];

const BY_SCALAR: Partial<Record<Scalar, ScalarRule>> = {
  q: quantity,
  i: integerRange,
  y: base64,
  t: timestamp,
};

interface Bound {
  readonly name: string;
  readonly check: Check;
}

const NONE: readonly Bound[] = [];
const byDefinition = new Map<string, Bound[]>();
for (const { name, on } of RULES) {
  for (const [definition, check] of Object.entries(on)) {
    const bound = byDefinition.get(definition);
    if (bound) bound.push({ name, check });
    else byDefinition.set(definition, [{ name, check }]);
  }
}

export function rulesFor(definition: string): readonly Bound[] {
  return byDefinition.get(definition) ?? NONE;
}

export function scalarRule(scalar: Scalar): ScalarRule | undefined {
  return BY_SCALAR[scalar];
}

/** The definitions that rules name: a test holds them against the data. */
export function ruledDefinitions(): readonly string[] {
  return [...byDefinition.keys()];
}

export const RULE_NAMES: readonly string[] = [...RULES, ...Object.values(BY_SCALAR)]
  .map((each) => each.name)
  .sort();
