import type { JsonObject } from '../../../document/json';
import { brief } from '../shown';
import { follows, isQualifiedName, LABEL_VALUE, QUALIFIED_NAME } from '../syntax';
import { type Check, type Context, entriesOf, type Rule } from './rule';

/** A map of labels: those an object has, or those it looks for. */
function map(key: string): Check {
  return (node, context) => {
    for (const [label, value] of entriesOf(node[key])) {
      if (!isQualifiedName(label))
        context.report(node, [key, label], 'format', `has a label key that is not ${QUALIFIED_NAME}.`);
      if (typeof value === 'string' && !follows(LABEL_VALUE, value))
        context.report(
          node,
          [key, label],
          'format',
          `is ${brief(value)}; it has to be ${LABEL_VALUE.called}.`,
        );
    }
  };
}

/** A label's key as a value of a field. */
const key = (field: string) => (node: JsonObject, context: Context) => {
  const name = node[field];
  if (typeof name === 'string' && name !== '' && !isQualifiedName(name))
    context.report(node, [field], 'format', `is ${brief(name)}; it has to be ${QUALIFIED_NAME}.`);
};

export const labels: Rule = {
  name: 'labels',
  on: {
    ObjectMeta: map('labels'),
    LabelSelector: map('matchLabels'),
    ServiceSpec: map('selector'),
    PodSpec: map('nodeSelector'),
    Scheduling: map('nodeSelector'),
    LabelSelectorRequirement: key('key'),
    NodeSelectorRequirement: key('key'),
    PodAffinityTerm: key('topologyKey'),
    TopologySpreadConstraint: key('topologyKey'),
    Toleration: key('key'),
  },
};
