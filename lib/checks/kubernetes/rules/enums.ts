import type { JsonObject } from '../../../document/json';
import type { Path } from '../../../document/path';
import { closest } from '../../../validation/did-you-mean';
import { brief } from '../shown';
import { ENUMS } from './enum-values';
import { type Check, type Context, type Rule, textsIn } from './rule';

/** The texts of one field, each with the first minor version that takes it. */
type Values = ReadonlyMap<string, number>;

const read = new Map<string, Values>();

/** Read when first asked for: most fields never are. */
function valuesOf(text: string): Values {
  let values = read.get(text);
  if (!values) {
    values = new Map(
      text.split(' ').map((each) => {
        const [value = '', since = '0'] = each.split('@');
        return [value, Number(since)];
      }),
    );
    read.set(text, values);
  }
  return values;
}

function judge(node: JsonObject, path: Path, text: string, values: Values, context: Context): void {
  const since = values.get(text);
  // The empty text stands for the default.
  if (text === '' || (since !== undefined && since <= context.oldest)) return;
  const allowed = [...values].filter(([, first]) => first <= context.oldest).map(([value]) => value);
  const meant = closest(text, allowed);
  const hint = since === undefined ? meant && `did you mean ${meant}?` : `known since Kubernetes 1.${since}`;
  context.report(node, path, 'enum', `is ${brief(text)}; it has to be one of ${allowed.join(', ')}.`, hint);
}

function check(fields: readonly (readonly [string, string])[]): Check {
  return (node, context) => {
    for (const [field, closed] of fields) {
      const value = node[field];
      if (typeof value === 'string') judge(node, [field], value, valuesOf(closed), context);
      else if (Array.isArray(value))
        for (const [at, text] of textsIn(node, field))
          judge(node, [field, at], text, valuesOf(closed), context);
    }
  };
}

/** Closed sets of texts. The published schemas have them in their prose only. */
export const enums: Rule = {
  name: 'enums',
  on: Object.fromEntries(
    Object.entries(ENUMS).map(([definition, fields]) => [definition, check(Object.entries(fields))]),
  ),
};
