/** The reader against the real one: `sigs.k8s.io/yaml`, as Helm uses it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '../../lib/document/read';
import { buildOracle, canonical, type GoReadings, type Oracle } from '../oracle/go-yaml/oracle';
import { Random } from '../oracle/go-yaml/random';
import { DOCUMENTS, SCALARS } from './go-yaml-cases';
import { DIFFERENT, LAXER, STRICTER } from './go-yaml-differences';
import { mutate, randomScalar, structured, tokenSoup } from './random-documents';

let go: Oracle;
beforeAll(() => {
  go = buildOracle();
}, 120_000);
afterAll(() => go?.remove());

const SAMPLES = join(__dirname, 'samples');
const CORPUS = join(__dirname, '../../../shared/corpus');

function yamlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name));
}

interface Comparison {
  readonly unexplained: string[];
  readonly equal: number;
}

/** What is neither equal nor in a class of known differences. */
function compare(documents: readonly (string | Uint8Array)[]): Comparison {
  const unexplained: string[] = [];
  const dropped: { document: string; cut: string; json: string; story: string }[] = [];
  let equal = 0;
  go.read(documents).forEach((reading, index) => {
    const document = documents[index] ?? '';
    const verdict = judge(document, reading);
    if (verdict === 'both refuse') return;
    if (verdict === 'equal') equal += 1;
    else if (verdict.cut === undefined) unexplained.push(verdict.story);
    else
      dropped.push({
        document: String(document),
        cut: verdict.cut,
        json: reading.json,
        story: verdict.story,
      });
  });
  // Helm stops at the end of the first value and drops the rest of the file. We refuse such a file.
  go.read(dropped.map((each) => each.cut)).forEach((reading, index) => {
    const each = dropped[index];
    if (each && reading.json !== each.json) unexplained.push(each.story);
  });
  return { unexplained, equal };
}

type Verdict = 'equal' | 'both refuse' | { story: string; cut?: string };

function judge(bytes: string | Uint8Array, reading: GoReadings): Verdict {
  const { data, diagnostics } = readYaml({ file: 'f', bytes: Buffer.from(bytes) }, { strict: false });
  const document = Buffer.from(bytes).toString();
  const message = diagnostics.find(({ severity }) => severity === 'error')?.message ?? '';
  const explains = ({ applies }: (typeof STRICTER)[number]) => applies(document, message, reading);
  const ours = data === undefined ? `refused: ${message}` : JSON.stringify(data);
  const story = `${JSON.stringify(document)}\n  Helm: ${reading.error || reading.json}\n  ours: ${ours}`;
  if (data === undefined) {
    if (reading.error !== '') return 'both refuse';
    return STRICTER.some(explains) ? 'both refuse' : { story, cut: upTo(document, diagnostics[0]?.position) };
  }
  if (reading.error !== '') return LAXER.some(explains) ? 'both refuse' : { story };
  if (canonical(JSON.parse(reading.json)) === canonical(data)) return 'equal';
  return DIFFERENT.some(explains) ? 'both refuse' : { story };
}

function upTo(document: string, position?: { line: number; column: number }): string {
  if (!position) return document;
  const lines = document.replace(/\r\n?/g, '\n').split('\n').slice(0, position.line);
  lines.push((lines.pop() ?? '').slice(0, position.column - 1));
  return lines.join('\n');
}

test('reads every chosen scalar as value, key, item, in brackets and alone', () => {
  const documents = SCALARS.flatMap((text) => [
    `k: ${text}\n`,
    `${text}: v\n`,
    `- ${text}\n- z\n`,
    `[${text}]`,
    text,
  ]);
  const { unexplained, equal } = compare(documents);
  expect(unexplained).toEqual([]);
  expect(equal).toBeGreaterThan(700);
});

test('reads every chosen document', () => {
  const { unexplained, equal } = compare(DOCUMENTS);
  expect(unexplained).toEqual([]);
  expect(equal).toBeGreaterThanOrEqual(95);
});

test('reads the sample files, and a corpus where there is one, to the same data', () => {
  const files = [...yamlFiles(SAMPLES), ...yamlFiles(CORPUS)];
  expect(files.length).toBeGreaterThanOrEqual(4);
  const { unexplained, equal } = compare(files.map((file) => readFileSync(file)));
  expect(unexplained).toEqual([]);
  expect(equal).toBe(files.length);
});

test('allows as many aliases as Helm, and no more', () => {
  const bomb = (width: number, depth: number, padding: number) => {
    const lines = [`p: [${'x, '.repeat(padding)}]`, `a0: &a0 [${'x, '.repeat(width)}]`];
    for (let i = 1; i < depth; i += 1) lines.push(`a${i}: &a${i} [${`*a${i - 1}, `.repeat(width)}]`);
    return lines.join('\n');
  };
  const sizes = [
    [2, 5, 0],
    [2, 8, 0],
    [2, 9, 10],
    [3, 6, 0],
    [10, 3, 0],
    [10, 4, 0],
    [10, 4, 200],
    [10, 5, 0],
    [10, 5, 1500],
    [20, 4, 0],
    [9, 6, 0],
    [20, 4, 0],
    [9, 6, 0],
  ];
  const documents = sizes.map(([width = 0, depth = 0, padding = 0]) => bomb(width, depth, padding));
  const { unexplained, equal } = compare(documents);
  expect(unexplained).toEqual([]);
  expect(equal).toBeGreaterThan(2);
  expect(equal).toBeLessThan(documents.length - 2);
});

test('reads 20,000 random plain scalars', () => {
  const random = new Random(1);
  const { unexplained, equal } = compare(random.times(20_000, () => randomScalar(random)));
  expect(unexplained).toEqual([]);
  expect(equal).toBeGreaterThan(15_000);
});

test('reads 3,000 random documents: built, mutated from samples, and soups of tokens', () => {
  const random = new Random(2);
  const samples = yamlFiles(SAMPLES).map((file) => readFileSync(file, 'utf8'));
  const built = compare(random.times(1000, () => structured(random)));
  expect(built.unexplained).toEqual([]);
  expect(built.equal).toBeGreaterThan(900);
  const mutated = compare(random.times(1000, () => mutate(random, random.pick(samples))));
  expect(mutated.unexplained).toEqual([]);
  expect(mutated.equal).toBeGreaterThan(150);
  expect(compare(random.times(1000, () => tokenSoup(random))).unexplained).toEqual([]);
});
