/** What base64 stands for: text is looked into, pictures and certificates are public. */

/** How files begin that nobody keeps a secret in, in hexadecimal. */
const FILES = [
  '89504e47', // PNG
  'ffd8ff', // JPEG
  '47494638', // GIF
  '25504446', // PDF
  '504b0304', // ZIP
  '1f8b', // gzip
  '774f46', // WOFF
  '4f54544f', // OpenType
  '00010000', // TrueType, and icons
  '00000100',
  '52494646', // RIFF: WebP
];

/** A certificate, or a public key: a sequence in a sequence. A private key begins with its version instead. */
const PUBLIC_DER = /^30(?:81..|82....|83......)30/;

const PRINTABLE = /^[\t\n\r\x20-\x7e\u00a0-\uffff]+$/;

export type Meaning =
  | { readonly form: 'text'; readonly text: string }
  | { readonly form: 'public' | 'unknown' };

/** Line breaks and indentation do not count. */
export function meaningOf(base64: string): Meaning {
  const bytes = Buffer.from(base64, 'base64');
  const start = bytes.toString('hex', 0, 16);
  if (PUBLIC_DER.test(start) || FILES.some((each) => start.startsWith(each))) return { form: 'public' };
  const text = bytes.toString('utf8');
  return PRINTABLE.test(text) && !text.includes('\ufffd') ? { form: 'text', text } : { form: 'unknown' };
}
