/**
 * The slug that KubeSpawner 7 makes from a display name (python-slugify over text-unidecode), so that it can be written
 * out: users' saved choices hold it, and a better name for a profile must not break them.
 */

/** What text-unidecode makes of characters that stand in names and do not fall apart into ASCII by themselves. */
const SPELT: Readonly<Record<string, string>> = {
  ...{ Æ: 'AE', æ: 'ae', Œ: 'OE', œ: 'oe', Ø: 'O', ø: 'o', ß: 'ss', Ð: 'D', ð: 'd', Đ: 'D', đ: 'd' },
  ...{ Þ: 'Th', þ: 'th', Ł: 'L', ł: 'l', Ħ: 'H', ħ: 'h', Ŧ: 'T', ŧ: 't', ı: 'i', μ: 'm' },
  ...{ '©': '(c)', '®': '(r)', '°': 'deg', '×': 'x', '€': 'EUR', '£': 'PS', '§': 'SS', '÷': '/' },
  ...{
    '–': '-',
    '—': '--',
    '‐': '-',
    '‘': "'",
    '’': "'",
    '“': '"',
    '”': '"',
    '„': ',,',
    '«': '<<',
    '»': '>>',
  },
  ...{ '·': '*', '•': '*', '→': '-', '←': '-', '¡': '!', '¿': '?', '\u{fe0f}': '[?]', '\u{200d}': '' },
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** Undefined for a name that has other letters: KubeSpawner's table is not known here, so its slug must be written. */
export function slugOf(displayName: string): string | undefined {
  const ascii = toAscii(displayName.replace(/'+/g, '-'));
  if (ascii === undefined) return undefined;
  const decoded = decodeEntities(ascii);
  return decoded
    ?.toLowerCase()
    .replace(/'+/g, '')
    .replace(/(?<=\d),(?=\d)/g, '')
    .replace(/[^-a-z0-9]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-+|-+$/g, '');
}

function toAscii(text: string): string | undefined {
  let ascii = '';
  for (const letter of text.normalize('NFKD')) {
    const code = letter.codePointAt(0) ?? 0;
    // Accents, and what lies beyond the table (emoji), vanish.
    if ((code >= 0x300 && code <= 0x36f) || code > 0xffff) continue;
    const spelt = code < 0x80 ? letter : SPELT[letter];
    if (spelt === undefined) return undefined;
    ascii += spelt;
  }
  return ascii;
}

/** Undefined where an entity stands for a letter that is not known here. */
function decodeEntities(text: string): string | undefined {
  let known = true;
  const decoded = text.replace(/&(?:#(\d+)|#x([\da-fA-F]+)|([A-Za-z][A-Za-z\d]*));/g, (entity, ...parts) => {
    const [decimal, hexadecimal, name] = parts as (string | undefined)[];
    const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : undefined;
    const letter =
      code === undefined ? ENTITIES[name ?? ''] : code < 0x80 ? String.fromCharCode(code) : undefined;
    known &&= letter !== undefined;
    return letter ?? entity;
  });
  return known ? decoded : undefined;
}
