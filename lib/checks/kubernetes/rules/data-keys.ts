import { DATA_KEY, follows } from '../syntax';
import { type Check, entriesOf, type Rule } from './rule';

const LARGEST = 1024 * 1024;

// Base64 takes four characters for three bytes, and is stored decoded.
const bytes = (text: string, encoded: boolean) =>
  encoded ? Math.floor((text.length * 3) / 4) : Buffer.byteLength(text);

/** Keys are file names; text and binary data share one namespace; one mebibyte is the most that is stored. */
const check =
  (fields: readonly string[], encoded: readonly string[], once: boolean): Check =>
  (node, context) => {
    const seen = new Set<string>();
    let size = 0;
    for (const field of fields) {
      for (const [key, value] of entriesOf(node[field])) {
        if (!follows(DATA_KEY, key))
          context.report(node, [field, key], 'format', `has a key that is not ${DATA_KEY.called}.`);
        if (once && seen.has(key))
          context.report(node, [field, key], 'format', 'has a key that data has as well.');
        seen.add(key);
        if (typeof value === 'string') size += bytes(value, encoded.includes(field));
      }
    }
    if (size > LARGEST)
      context.report(node, ['data'], 'format', `is ${size} bytes together; ${LARGEST} is the most.`);
  };

export const dataKeys: Rule = {
  name: 'data-keys',
  on: {
    ConfigMap: check(['data', 'binaryData'], ['binaryData'], true),
    Secret: check(['data', 'stringData'], ['data'], false),
  },
};
