import { rangeOf } from '../../../document/address';
import { brief } from '../shown';
import { type Check, type Rule, textsIn } from './rule';

const MESSAGE = 'a range of addresses is written as 10.0.0.0/8 or fd00::/8';

const list =
  (field: string): Check =>
  (node, context) => {
    for (const [index, text] of textsIn(node, field))
      if (rangeOf(text) === undefined)
        context.report(node, [field, index], 'format', `is ${brief(text)}; ${MESSAGE}.`);
  };

export const cidr: Rule = {
  name: 'cidr',
  on: {
    IPBlock(block, context) {
      const range = block['cidr'];
      if (typeof range === 'string' && rangeOf(range) === undefined)
        context.report(block, ['cidr'], 'format', `is ${brief(range)}; ${MESSAGE}.`);
      list('except')(block, context);
    },
    ServiceSpec: list('loadBalancerSourceRanges'),
  },
};
