import { isObject, type Json } from '../../../document/json';
import { brief } from '../shown';
import { type Check, entriesOf, type Rule } from './rule';

const member = (value: Json | undefined, key: string) => (isObject(value) ? value[key] : undefined);

/** A workload's selector has to find the pods of its own template. */
const matches: Check = (spec, context) => {
  const selector = spec['selector'];
  if (!isObject(selector) || !isObject(spec['template'])) return;
  const labels = member(member(spec['template'], 'metadata'), 'labels');
  const wanted = entriesOf(selector['matchLabels']);
  const expressions = selector['matchExpressions'];
  if (wanted.length === 0 && !(Array.isArray(expressions) && expressions.length > 0))
    context.report(spec, ['selector'], 'format', 'is empty; a workload has to select its pods.');
  for (const [label, value] of wanted) {
    const has = member(labels, label);
    if (typeof value === 'string' && value !== has)
      context.report(
        spec,
        ['selector', 'matchLabels', label],
        'format',
        `is ${brief(value)}; the template's pods do not have this label.`,
      );
  }
};

export const selector: Rule = {
  name: 'selector',
  on: { DeploymentSpec: matches, StatefulSetSpec: matches, DaemonSetSpec: matches },
};
