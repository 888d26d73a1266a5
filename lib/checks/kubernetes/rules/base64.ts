import type { ScalarRule } from './rule';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Binary data; line breaks are allowed in it. */
export const base64: ScalarRule = {
  name: 'base64',
  check: (value) => {
    const text = String(value).replace(/[\r\n]/g, '');
    return text.length % 4 === 0 && BASE64.test(text)
      ? undefined
      : 'it has to be base64 (plain text goes to stringData)';
  },
};
