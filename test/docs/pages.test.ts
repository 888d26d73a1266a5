/** The pages for people: links lead somewhere, and every command of hubsynth that they name is one, with these options. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import schema from '../../schema/config.schema.json';
import { problems } from '../support/config';
import { hubsynth } from '../support/program';

const ROOT = path.join(__dirname, '../..');

function markdown(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'dist' ? [] : markdown(name);
    return name.endsWith('.md') ? [name] : [];
  });
}

const PAGES = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  ...markdown('docs'),
  ...markdown('examples'),
];
const read = (page: string) => readFileSync(path.join(ROOT, page), 'utf8');

/** As GitHub makes them of headings. */
function anchors(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test.each(PAGES)('links of %s lead somewhere', (page) => {
  for (const [, target = ''] of read(page).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    const [file = '', anchor] = target.split('#');
    const to = file === '' ? page : path.join(path.dirname(page), file);
    expect([target, existsSync(path.join(ROOT, to))]).toEqual([target, true]);
    if (anchor !== undefined) expect(anchors(to)).toContain(anchor);
  }
});

/** YAML of a page that is a config, or a part of one. */
function configs(page: string): string[] {
  return [...read(page).matchAll(/^```yaml\n([\s\S]*?)^```/gm)]
    .map(([, text = '']) => text)
    .filter((text) => {
      if (/^---$|^apiVersion:/m.test(text)) return false;
      return Object.keys(parse(text) ?? {}).every((key) => key in schema.properties);
    });
}

const CONFIGS = PAGES.flatMap((page) =>
  configs(page).map((text, index): [string, string] => [`${page} ${index + 1}`, text]),
);

test.each(CONFIGS)('the config of %s has no word that nobody knows', (_, text) => {
  const { name = 'lab', host = 'lab.example.com', ...sections } = parse(text);
  expect(
    problems(stringify({ name, host, ...sections })).filter((each) => each.startsWith('SCHEMA')),
  ).toEqual([]);
});

test('there are configs in pages', () => {
  expect(CONFIGS.length).toBeGreaterThan(15);
});

/** Lines of code blocks, and code within lines, that begin with the program. */
function commands(page: string): string[] {
  const text = read(page);
  const blocks = [...text.matchAll(/^ *```.*\n([\s\S]*?)^ *```|^ {4}(\S.*)$/gm)].flatMap(
    ([, block, indented]) => (block ?? indented ?? '').split('\n'),
  );
  const spans = [...text.replace(/^ *```[\s\S]*?^ *```/gm, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, code = '']) => code,
  );
  return [...blocks, ...spans].flatMap((line) => {
    const found = /^\s*(?:\$ |export \w+=\$\()?(?:npx )?hubsynth ([^#)]+)/.exec(line);
    return found?.[1] === undefined ? [] : [found[1].trim()];
  });
}

const help = new Map<string, string>();

/** What the program says about a command; empty where there is none of that name. */
function helpOf(words: readonly string[]): string {
  const name = words.join(' ');
  const known = help.get(name) ?? hubsynth([...words, '--help'], ROOT).stdout;
  help.set(name, known);
  return known.startsWith(`Usage: hubsynth ${name} `) ? known : '';
}

test('every command that a page names is one, with these options', () => {
  const wrong: string[] = [];
  let count = 0;
  for (const page of PAGES)
    for (const command of commands(page)) {
      count += 1;
      const words = command.split(/\s+/);
      const verbs = words.filter((word) => /^[a-z][a-z]+$/.test(word));
      const first = helpOf(verbs.slice(0, 1));
      // A group of commands takes no arguments: its second word is one of them.
      const isGroup = first.includes('\nCommands:') && verbs.length > 1;
      const text = isGroup ? helpOf(verbs.slice(0, 2)) : first;
      const options = words
        .filter((word) => word.startsWith('--'))
        .map((word) => word.replace(/[=\]].*/, ''));
      if (text === '' || options.some((option) => !new RegExp(`${option}\\b`).test(text)))
        wrong.push(`${page}: hubsynth ${command}`);
    }
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(80);
});
