/** What is wrong with bytes that are not UTF-8. */

export function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  // Without a mark: every other byte of a Latin text is zero, and no YAML text holds a zero.
  return bytes.length >= 2 && (first === 0) !== (second === 0);
}

/** The first byte that breaks UTF-8, and its place. To be asked only when there is one. */
export function invalidUtf8At(bytes: Uint8Array): { line: number; column: number; byte: number } {
  let line = 1;
  let column = 1;
  let index = 0;
  while (index < bytes.length) {
    const byte = bytes[index] ?? 0;
    const length = sequenceLength(bytes, index);
    if (length === 0) return { line, column, byte };
    if (byte === 0x0a) {
      line += 1;
      column = 1;
    } else if (!(index === 0 && byte === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)) {
      column += 1;
    }
    index += length;
  }
  return { line, column, byte: 0 };
}

/** How many bytes the character at the index has; 0 where none can begin. */
export function sequenceLength(bytes: Uint8Array, index: number): number {
  const lead = bytes[index] ?? 0;
  if (lead < 0x80) return 1;
  const next = bytes[index + 1] ?? 0;
  const continues = (offset: number) => ((bytes[index + offset] ?? 0) & 0xc0) === 0x80;
  if (lead >= 0xc2 && lead <= 0xdf) return continues(1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    // Overlong forms and the halves of surrogate pairs are no characters.
    if ((lead === 0xe0 && next < 0xa0) || (lead === 0xed && next > 0x9f)) return 0;
    return continues(1) && continues(2) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    if ((lead === 0xf0 && next < 0x90) || (lead === 0xf4 && next > 0x8f)) return 0;
    return continues(1) && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

/** Text from bytes that need not be UTF-8: each bad byte becomes one replacement character, as in Go. */
export function lenientUtf8(bytes: Uint8Array): string {
  const good = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  let from = 0;
  for (let index = 0; index < bytes.length; ) {
    const length = sequenceLength(bytes, index);
    if (length === 0) {
      text += good.decode(bytes.subarray(from, index)) + '\ufffd';
      from = index + 1;
    }
    index += length || 1;
  }
  return text + good.decode(bytes.subarray(from));
}
