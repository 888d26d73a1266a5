import { isIP } from 'node:net';
import { brief } from '../shown';
import { type Check, type Rule, textsIn } from './rule';

const MESSAGE = 'a range of addresses is written as 10.0.0.0/8 or fd00::/8';

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...more] = text.trim().split('/');
  const family = isIP(address);
  if (family === 0 || address.includes('%') || more.length > 0 || !/^\d{1,3}$/.test(bits)) return false;
  return Number(bits) <= (family === 4 ? 32 : 128);
}

const list =
  (field: string): Check =>
  (node, context) => {
    for (const [index, text] of textsIn(node, field))
      if (!isCidr(text)) context.report(node, [field, index], 'format', `is ${brief(text)}; ${MESSAGE}.`);
  };

export const cidr: Rule = {
  name: 'cidr',
  on: {
    IPBlock(block, context) {
      const range = block['cidr'];
      if (typeof range === 'string' && !isCidr(range))
        context.report(block, ['cidr'], 'format', `is ${brief(range)}; ${MESSAGE}.`);
      list('except')(block, context);
    },
    ServiceSpec: list('loadBalancerSourceRanges'),
  },
};
