/** The check and kubeconform, an independent program with the same schemas, have to agree. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { checkManifest, NEWEST, OLDEST } from '../../../lib/checks/kubernetes';
import { knownKinds } from '../../../lib/checks/kubernetes/data';
import { RULE_NAMES } from '../../../lib/checks/kubernetes/rules';
import type { JsonObject } from '../../../lib/document/json';
import { made } from './cases';
import { complete } from './complete';
import { MANIFESTS } from './manifests';
import { mutations } from './mutations';

const ROOT = resolve(__dirname, '../../..');
const COUNT = 400;
const SEED = 20260101;
/** Groups of custom resources. */
const CUSTOM = /^(external-secrets\.io|gateway\.networking\.k8s\.io|monitoring\.coreos\.com)\//;

/** Our rules beyond the schemas: what they refuse, kubeconform takes. */
const BEYOND = [
  'annotations',
  'base64',
  'cidr',
  'containers',
  'data-keys',
  'enums',
  'environment',
  'integer-range',
  'labels',
  'mounts',
  'object-name',
  'percentage',
  'ports',
  'quantity',
  'selector',
  'timestamp',
  'volumes',
];

interface Verdict {
  readonly version: string;
  readonly file: string;
  readonly status: string;
  readonly message: string;
}

function kubeconform(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync('node', [join(ROOT, 'scripts/kubeconform.mjs'), ...args], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
}

function within<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'hubsynth-kubeconform-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether kubeconform takes each manifest on each of the two versions. */
function judged(manifests: readonly JsonObject[]): Map<string, Verdict> {
  return within((folder) => {
    for (const [index, manifest] of manifests.entries())
      writeFileSync(join(folder, `${index}.json`), JSON.stringify(manifest));
    const { stdout, stderr } = kubeconform('--json', folder);
    if (stdout === '') throw new Error(stderr);
    const verdicts: readonly Verdict[] = JSON.parse(stdout);
    return new Map(verdicts.map((each) => [`${each.version} ${basename(each.file, '.json')}`, each]));
  });
}

const prepared = kubeconform('--prepare');
const refused = (verdict: Verdict | undefined) => verdict?.status !== 'statusValid';

beforeAll(() => {
  if (prepared.status !== 0)
    throw new Error(`kubeconform cannot be had, and these tests need it. ${prepared.stderr}`);
});

test('the committed structure of the kinds is what the script makes of the package', () => {
  const { python } = JSON.parse(prepared.stdout);
  const made = spawnSync(python, [join(ROOT, 'scripts/kubernetes-schema.py'), '--check'], {
    encoding: 'utf8',
  });
  expect(made.stderr).toBe('');
  expect(made.status).toBe(0);
}, 60_000);

test('the rules beyond the schemas are those that are listed here', () => {
  expect(RULE_NAMES).toEqual(BEYOND);
});

test('both take every good manifest on the oldest and the newest version', () => {
  const verdicts = judged(MANIFESTS);
  expect(verdicts.size).toBe(2 * MANIFESTS.length);
  expect([...verdicts.values()].filter(refused)).toEqual([]);
  expect(MANIFESTS.flatMap((each) => checkManifest(each))).toEqual([]);
}, 60_000);

test(`both judge ${COUNT} broken manifests alike`, () => {
  const broken = mutations(MANIFESTS, COUNT, SEED);
  const verdicts = judged(broken.map((each) => each.manifest));
  const differences: string[] = [];
  const beyond = new Set<string>();
  let wrong = 0;
  for (const minor of [OLDEST, NEWEST]) {
    for (const [index, { what, manifest }] of broken.entries()) {
      const verdict = verdicts.get(`1.${minor} ${index}`);
      const violations = checkManifest(manifest, { oldest: minor, newest: minor });
      const ours = violations.filter((each) => each.rule === undefined);
      for (const { rule } of violations) if (rule !== undefined) beyond.add(rule);
      if (refused(verdict)) wrong += 1;
      if (refused(verdict) !== ours.length > 0)
        differences.push(
          `1.${minor} ${what}: ${verdict?.message || 'taken'} / ${ours.map((each) => each.message)}`,
        );
    }
  }
  expect(differences).toEqual([]);
  expect(BEYOND).toEqual(expect.arrayContaining([...beyond]));
  // Neither "always right" nor "always wrong" would pass.
  expect(wrong).toBeGreaterThan(COUNT);
  expect(wrong).toBeLessThan(2 * COUNT - 50);
}, 120_000);

test('kubeconform knows every field of the committed structure, with the same type', () => {
  for (const minor of [OLDEST, NEWEST]) {
    // Custom resources are compared with their own definitions, by the real API server (test/hub).
    const builtIn = knownKinds().filter(({ apiVersion }) => !CUSTOM.test(apiVersion));
    const whole = builtIn.map(({ apiVersion, kind }) => complete(apiVersion, kind, minor));
    const verdicts = [...judged(whole).values()].filter((each) => each.version === `1.${minor}`);
    expect(verdicts.filter(refused).map((each) => each.message)).toEqual([]);
    expect(verdicts).toHaveLength(whole.length);
    const range = { oldest: minor, newest: minor };
    expect(whole.flatMap((each) => checkManifest(each, range)).filter((each) => !each.rule)).toEqual([]);
  }
}, 60_000);

test('the two differ on null alone: for the API server, as for us, it is nothing at all', () => {
  const overhead = ['spec', 'template', 'spec', 'overhead'];
  const amount = made({ kind: 'Deployment', path: overhead, value: { cpu: null } });
  const spec = made({ kind: 'Deployment', path: ['spec'], value: null });
  const verdicts = judged([amount, spec]);
  // An amount is "a string or a number": null is both at once to the published schema, which wants exactly one.
  expect(refused(verdicts.get(`1.${NEWEST} 0`))).toBe(true);
  expect(checkManifest(amount)).toEqual([]);
  // A required map may be null there.
  expect(refused(verdicts.get(`1.${NEWEST} 1`))).toBe(false);
  expect(checkManifest(spec).map((each) => each.problem)).toEqual(['required']);
}, 60_000);

test('the script for folders of YAML ends with 1 on an invalid file and with 2 on nothing to check', () => {
  within((folder) => {
    expect(kubeconform(folder).status).toBe(2);
    writeFileSync(join(folder, 'good.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n');
    const good = kubeconform(folder);
    expect([good.status, good.stderr]).toEqual([
      0,
      `kubeconform 1.${OLDEST} and 1.${NEWEST}: 2 valid, 0 invalid, 0 skipped\n`,
    ]);
    writeFileSync(
      join(folder, 'bad.yaml'),
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }\nspecs: {}\n',
    );
    const bad = kubeconform(folder);
    expect(bad.status).toBe(1);
    expect(bad.stderr).toContain("'specs' not allowed");
  });
}, 60_000);

test('without Go the script says so and does not pass', () => {
  within((folder) => {
    const script = join(ROOT, 'scripts/kubeconform.mjs');
    const env = { ...process.env, HUBSYNTH_CACHE: folder, PATH: folder };
    const { status, stderr } = spawnSync(process.execPath, [script, '--prepare'], { encoding: 'utf8', env });
    expect(status).toBe(3);
    expect(stderr).toMatch(/^Building kubeconform needs go: /);
  });
});
