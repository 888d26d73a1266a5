/** The quick reader reads what it takes exactly as the full one does, places included, and leaves the rest to it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json } from '../../lib/document/json';
import { originOf } from '../../lib/document/origin';
import { readFully } from '../../lib/document/read';
import { readSimple } from '../../lib/document/simple';
import { decode } from '../../lib/document/source-text';
import { ROOT } from '../support/program';

/** Data with the places of all its keys, in one plain form. */
function traced(node: Json): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const keys = Array.isArray(node) ? node.map((_, index) => index) : Object.keys(node);
  return keys.map((key) => [key, originOf(node, key), traced((node as never)[key])]);
}

/** Whether the quick reader took the text. Throws where the two differ. */
function compare(text: string, strict: boolean): boolean {
  const decoded = decode('x.yaml', Buffer.from(text));
  if ('code' in decoded) return false;
  const simple = readSimple(decoded.text, decoded.positions, strict);
  if (simple === undefined) return false;
  const full = readFully(decoded, { strict });
  const [a, b] = [
    { data: traced(simple), diagnostics: [] as unknown[] },
    { data: traced(full.data ?? null), diagnostics: full.diagnostics },
  ];
  if (JSON.stringify(a) !== JSON.stringify(b))
    throw new Error(`${text}\n${JSON.stringify(a)}\n${JSON.stringify(b)}`);
  return true;
}

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((each) => each.isFile() && /\.ya?ml$/.test(each.name))
    .map((each) => path.join(each.parentPath ?? each.path, each.name));
}

const FILES = [
  'bench',
  'config',
  'examples',
  'test/document/samples',
  'test/config/cases',
  'test/values/cases',
].flatMap(filesBelow);
const SEEDS = FILES.map((file) => readFileSync(file, 'latin1'));
/** What people write. Rendered files hold scripts and long texts, most of which are for the full reader. */
const WRITTEN = FILES.filter((file) => !file.includes(`${path.sep}dist${path.sep}`));

/** A small generator with a fixed start: the same texts on every machine. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

test.each(['bench/hub.yaml', 'config/jupyter.yaml', 'examples/fleet/config/_base.yaml'])(
  '%s is simple',
  (file) => {
    expect(compare(readFileSync(path.join(ROOT, file), 'utf8'), true)).toBe(true);
  },
);

test('every file of the repository that it takes reads the same', () => {
  for (const text of SEEDS) {
    compare(text, true);
    compare(text, false);
  }
});

test('most files that people write are simple', () => {
  const taken = WRITTEN.filter((file) => compare(readFileSync(file, 'latin1'), true));
  expect(taken.length).toBeGreaterThan((WRITTEN.length * 2) / 3);
});

test('twenty thousand changed files read the same, where it takes them', () => {
  const roll = dice(7);
  const pieces = [
    ' ',
    '  ',
    '\n',
    '- ',
    ': ',
    ':',
    '#',
    ' #',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    '|',
    '|-',
    '>',
    '&a',
    '*a',
    '!t',
    '?',
    '? ',
    '~',
    'null',
    'y',
    '0',
    '1e3',
    '0x1',
    '12:30',
    '-',
    '---',
    '...',
    '%',
    '@',
    '`',
    '\\',
    'a',
    'a: b\n',
    '<<',
    '=',
    '.',
    '+1',
    '2024-01-01',
    '{a: b}',
    '[]',
    '{}',
    '"q": 1',
    "''",
    '\n\n',
    '   \n',
    '# c\n',
    '- - a',
    '-\n',
    'é',
    '/',
  ];
  let taken = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const seed = SEEDS[roll(SEEDS.length)] ?? '';
    // A part of the file, so that each change matters.
    const lines = seed.split('\n');
    const from = roll(lines.length);
    let text = `${lines.slice(from, from + 1 + roll(14)).join('\n')}\n`;
    const cut = /^ */.exec(text)?.[0].length ?? 0;
    text = text.replaceAll(new RegExp(`^ {${cut}}`, 'gm'), '');
    for (let change = roll(3); change > 0; change -= 1) {
      const at = roll(text.length + 1);
      const piece = pieces[roll(pieces.length)] ?? '';
      text = text.slice(0, at) + piece + text.slice(at + (roll(2) === 0 ? 0 : roll(4)));
    }
    if (compare(text, roll(2) === 0)) taken += 1;
  }
  // Most changes leave a document that the quick reader should not touch; a good part must remain.
  expect(taken).toBeGreaterThan(3000);
});

test.each([
  ['an anchor', 'a: &x b\n'],
  ['an alias', 'a: *x\n'],
  ['a tag', 'a: !!str b\n'],
  ['a merge key', '<<: b\n'],
  ['a key twice', 'a: b\na: c\n'],
  ['a text on two lines', 'a: b\n  c\n'],
  ['a folded text', 'a: >\n  b\n'],
  ['a tab', 'a:\tb\n'],
  ['an escape', 'a: "\\n"\n'],
  ['an empty value', 'a:\nb: c\n'],
  ['two documents', 'a: b\n---\nc: d\n'],
  ['no line end', 'a: b'],
  ['a colon in a text', 'a: b: c\n'],
  ['a list in a list', 'a:\n  - - b\n'],
  ['a number as a key', '1: b\n'],
  ['the prototype', '__proto__: b\n'],
])('%s is for the full reader', (_name, text) => {
  const decoded = decode('x.yaml', Buffer.from(text));
  if ('code' in decoded) throw new Error(decoded.message);
  expect(readSimple(decoded.text, decoded.positions, true)).toBeUndefined();
});

test('a word that two YAML versions read differently is for the full reader, where that is an error', () => {
  for (const word of ['y', 'on', '0644', '1_000']) {
    expect(compare(`a: ${word}\n`, false)).toBe(true);
    expect(compare(`a: ${word}\n`, true)).toBe(false);
  }
});
