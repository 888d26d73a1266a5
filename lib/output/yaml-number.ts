/** Numbers that all readers take for the same number. */
export function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`YAML for Kubernetes cannot hold the number ${value}.`);
  if (Number.isInteger(value)) {
    // Go would read a plain 0 as an integer, and lose the sign.
    if (Object.is(value, -0)) return '-0.0';
    if (!Number.isSafeInteger(value)) {
      throw new TypeError(
        `The integer ${value} is beyond 2^53 and may have lost digits; write it as a text.`,
      );
    }
    return String(value);
  }
  const text = String(value);
  // PyYAML knows an exponent only behind a dot and with a sign: `1.0e-7`.
  const exponent = text.indexOf('e');
  if (exponent === -1 || text.includes('.')) return text;
  return `${text.slice(0, exponent)}.0${text.slice(exponent)}`;
}
