/** On macOS and Windows `Hub` and `hub` are one file. Here a thin layer makes any file system behave like that. */
import fs from 'node:fs';
import path from 'node:path';
import { type FileSystem, nodeFileSystem } from '../../lib/output/file-system';
import { publish } from '../../lib/output/publish';
import { ours, planned, readTree, scratch, writeTree } from './support/tree';

const FLEET = { check: false, wholeFleet: true };
const HUB = planned('a', {
  'workload/hub/service.hub.yaml': ours('new'),
  'workload/kustomization.yaml': ours('k'),
});

let base: string;
let out: string;
beforeEach(() => {
  base = scratch();
  out = path.join(base, 'dist');
});
afterEach(() => fs.rmSync(base, { recursive: true }));

/** The path in the spelling that is on the disk, as far as there is one. */
function asOnDisk(target: string): string {
  return path
    .relative(base, target)
    .split(path.sep)
    .reduce((parent, name) => {
      const entries =
        fs.existsSync(parent) && fs.statSync(parent).isDirectory() ? fs.readdirSync(parent) : [];
      return path.join(parent, entries.find((each) => each.toLowerCase() === name.toLowerCase()) ?? name);
    }, base);
}

const caseless = Object.fromEntries(
  Object.entries(nodeFileSystem).map(([operation, run]) => {
    const paths = operation === 'rename' || operation === 'link' ? 2 : 1;
    const inner = run as (...args: unknown[]) => unknown;
    return [
      operation,
      (...args: unknown[]) =>
        inner(...args.map((each, index) => (index < paths ? asOnDisk(String(each)) : each))),
    ];
  }),
) as unknown as FileSystem;

test('replaces its own file that is there in another spelling, and does not remove what it just wrote', () => {
  writeTree(out, { 'a/workload/hub/Service.hub.yaml': ours('old') });
  publish(out, [HUB], FLEET, caseless);
  expect(readTree(out)).toEqual({
    'a/workload/hub/service.hub.yaml': ours('new'),
    'a/workload/kustomization.yaml': ours('k'),
  });
});

test('renames a hub whose name differed in case only', () => {
  writeTree(out, {
    'A/workload/hub/service.hub.yaml': ours('old'),
    'A/workload/kustomization.yaml': ours('k'),
  });
  publish(out, [HUB], FLEET, caseless);
  expect(Object.values(readTree(asOnDisk(path.join(out, 'a')))).sort()).toEqual(
    [ours('k'), ours('new')].sort(),
  );
  publish(out, [HUB], FLEET, caseless);
  expect(Object.values(readTree(asOnDisk(path.join(out, 'a')))).sort()).toEqual(
    [ours('k'), ours('new')].sort(),
  );
});

test('refuses a foreign file in another spelling', () => {
  const foreign = { 'a/workload/Kustomization.yaml': 'mine', 'a/workload/HUB': 'a file' };
  writeTree(out, foreign);
  expect(() => publish(out, [HUB], FLEET, caseless)).toThrow(/kustomization\.yaml is in the way/);
  expect(readTree(out)).toEqual(foreign);
});
