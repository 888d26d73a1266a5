import fs from 'node:fs';
import path from 'node:path';
import { DiagnosticError } from '../../lib/diagnostics/diagnostic';
import { STAGE } from '../../lib/output/journal';
import { publish } from '../../lib/output/publish';
import { recover } from '../../lib/output/recover';
import { asTree, ours, planned, readTree, scratch, writeTree } from './support/tree';

const FLEET = { check: false, wholeFleet: true };
const HUB = planned('a', {
  'workload/hub/service.hub.yaml': ours('service'),
  'workload/kustomization.yaml': ours('k'),
});

let base: string;
let out: string;
let outside: string;
beforeEach(() => {
  base = scratch();
  out = path.join(base, 'dist');
  outside = path.join(base, 'outside');
  writeTree(outside, {
    'hub/service.hub.yaml': ours('of another project'),
    'hub/stale.yaml': ours('stale'),
    'workload/x.yaml': ours('x'),
  });
  fs.mkdirSync(out);
});
afterEach(() => fs.rmSync(base, { recursive: true }));

function link(at: string, to: string): void {
  fs.mkdirSync(path.dirname(path.join(out, at)), { recursive: true });
  fs.symlinkSync(to, path.join(out, at));
}

function refused(run: () => unknown): string {
  const before = [readTree(out), readTree(outside)];
  let message = '';
  try {
    run();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    message = error.diagnostics
      .map((each) => `${each.code} ${each.message}`.replaceAll(out, 'dist'))
      .join('\n');
  }
  expect([readTree(out), readTree(outside)]).toEqual(before);
  return message;
}

test.each([
  ['the folder of a hub', 'a'],
  ['a layer', 'a/workload'],
  ['a component', 'a/workload/hub'],
  ['a file', 'a/workload/hub/service.hub.yaml'],
])('refuses a link in place of %s', (_, at) => {
  link(at, at.endsWith('.yaml') ? path.join(outside, 'hub/service.hub.yaml') : outside);
  expect(refused(() => publish(out, [HUB], FLEET))).toMatch(
    new RegExp(`^OUT_FOREIGN_FILE dist/${at} is in the way`),
  );
});

test('refuses a dangling link as well', () => {
  link('a/workload/kustomization.yaml', path.join(outside, 'nowhere'));
  expect(refused(() => publish(out, [HUB], FLEET))).toMatch(/^OUT_FOREIGN_FILE/);
  expect(fs.existsSync(path.join(outside, 'nowhere'))).toBe(false);
});

test('removes nothing behind links, whether they stand for hubs that are gone or for components', () => {
  publish(out, [HUB], FLEET);
  link('gone', outside);
  link('a/workload/old', path.join(outside, 'hub'));
  publish(out, [HUB], FLEET);
  expect(readTree(outside)).toHaveProperty(['hub/stale.yaml']);
  expect(fs.readlinkSync(path.join(out, 'gone'))).toBe(outside);
});

test('refuses a link in place of the stage', () => {
  link(STAGE, outside);
  expect(refused(() => publish(out, [HUB], FLEET))).toMatch(/^OUT_FOREIGN_FILE dist\/\.hubsynth-stage/);
  expect(refused(() => recover(out))).toMatch(/^OUT_FOREIGN_FILE dist\/\.hubsynth-stage/);
});

test('follows a link that the user names as the output', () => {
  const real = path.join(base, 'real');
  fs.mkdirSync(real);
  const named = path.join(base, 'named');
  fs.symlinkSync(real, named);
  publish(named, [HUB], FLEET);
  expect(readTree(real)).toEqual(asTree([HUB]));
});

describe('a stage that somebody else made', () => {
  const stage = (journal: unknown, files: Record<string, string> = {}) => {
    writeTree(path.join(out, STAGE, 'commit'), {
      'journal.json': typeof journal === 'string' ? journal : JSON.stringify(journal),
      ...files,
    });
  };

  test.each([
    ['no JSON', '{'],
    ['no list', { folder: 'a' }],
    [
      'a path out of the output',
      [{ folder: 'a', fresh: false, write: ['../../outside/hub/service.hub.yaml'], remove: [] }],
    ],
    [
      'a folder out of the output',
      [{ folder: '..', fresh: false, write: [], remove: ['outside/hub/stale.yaml'] }],
    ],
    ['an absolute path', [{ folder: 'a', fresh: false, write: [], remove: ['/etc/hosts'] }]],
  ])('is thrown away when its journal has %s', (_, journal) => {
    stage(journal, { 'files/0/x.yaml': ours('x') });
    const before = readTree(outside);
    expect(recover(out).join()).toMatch(/threw away/);
    expect(readTree(outside)).toEqual(before);
    expect(readTree(out)).toEqual({});
  });

  test('replaces and removes nothing that is foreign', () => {
    const foreign = { 'a/workload/mine.yaml': 'mine', 'a/workload/kustomization.yaml': 'mine too' };
    writeTree(out, foreign);
    stage([{ folder: 'a', fresh: false, write: ['workload/x.yaml'], remove: ['workload/mine.yaml'] }], {
      'files/0/workload/x.yaml': ours('x'),
    });
    recover(out);
    expect(readTree(out)).toEqual({ ...foreign, 'a/workload/x.yaml': ours('x') });
    stage([{ folder: 'a', fresh: false, write: ['workload/kustomization.yaml'], remove: [] }], {
      'files/0/workload/kustomization.yaml': ours('k'),
    });
    expect(() => recover(out)).toThrow(/in the way/);
    expect(readTree(out)).toMatchObject(foreign);
    fs.rmSync(path.join(out, 'a/workload/kustomization.yaml'));
    expect(recover(out)).toHaveLength(1);
    expect(readTree(out)['a/workload/kustomization.yaml']).toBe(ours('k'));
  });

  test('reaches nothing through links, at either end', () => {
    link('a/workload', outside);
    const journal = {
      folder: 'a',
      fresh: false,
      write: [],
      remove: ['workload/hub/stale.yaml', 'workload/empty/gone.yaml'],
    };
    fs.mkdirSync(path.join(outside, 'empty'));
    stage([journal]);
    const before = readTree(outside);
    recover(out);
    expect(readTree(outside)).toEqual(before);
    fs.mkdirSync(path.join(out, STAGE, 'commit/files/0'), { recursive: true });
    fs.symlinkSync(path.join(outside, 'hub'), path.join(out, STAGE, 'commit/files/0/hub'));
    stage([{ folder: 'b', fresh: true, write: ['hub/stale.yaml'], remove: [] }]);
    recover(out);
    expect(readTree(outside)).toEqual(before);
    expect(fs.existsSync(path.join(out, 'b'))).toBe(false);
  });

  test('puts no torn file in place', () => {
    writeTree(out, { 'a/workload/x.yaml': ours('old') });
    stage([{ folder: 'a', fresh: false, write: ['workload/x.yaml'], remove: [] }], {
      'files/0/workload/x.yaml': '',
    });
    recover(out);
    expect(readTree(out)).toEqual({ 'a/workload/x.yaml': ours('old') });
  });
});
