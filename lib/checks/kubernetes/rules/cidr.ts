import { brief } from '../shown';
import { type Check, type Rule, textsIn } from './rule';

const MESSAGE = 'a range of addresses is written as 10.0.0.0/8 or fd00::/8';

const V4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const GROUP = /^[0-9a-fA-F]{1,4}$/;

/** An IPv6 address: eight groups, or fewer around one `::`; the last two may be written as IPv4. */
function isV6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const embedded = last.includes('.') && !text.endsWith('::');
  if (embedded && !V4.test(last)) return false;
  const plain = embedded ? groups.slice(0, -1) : groups;
  const count = plain.length + (embedded ? 2 : 0);
  return plain.every((group) => GROUP.test(group)) && (halves.length === 2 ? count < 8 : count === 8);
}

// Written out: loading node:net takes longer than all checks of a hub.
function isCidr(text: string): boolean {
  const [address = '', bits = '', ...more] = text.trim().split('/');
  if (more.length > 0 || !/^\d{1,3}$/.test(bits)) return false;
  return V4.test(address) ? Number(bits) <= 32 : isV6(address) && Number(bits) <= 128;
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
