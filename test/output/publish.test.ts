import fs from 'node:fs';
import path from 'node:path';
import { DiagnosticError } from '../../lib/diagnostics/diagnostic';
import { type FileSystem, nodeFileSystem } from '../../lib/output/file-system';
import { publish } from '../../lib/output/publish';
import type { PlannedFolder } from '../../lib/output/rendered';
import { asTree, ours, planned, readTree, scratch, writeTree } from './support/tree';

const FLEET = { check: false, wholeFleet: true };

let out: string;
beforeEach(() => {
  out = path.join(scratch(), 'dist');
});
afterEach(() => {
  fs.rmSync(path.dirname(out), { recursive: true });
});

const hub = (name: string, text = 'old') =>
  planned(name, {
    'workload/hub/config-map.hub.yaml': ours(`hub: ${text}`),
    'workload/hub/service.hub.yaml': ours('service'),
    'workload/kustomization.yaml': ours('kustomization'),
  });

/** What the command would print. */
function failure(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics
      .map(({ code, message, hint }) => `${code} ${message} ${hint}`.replaceAll(out, 'dist'))
      .join('\n');
  }
  return 'no error';
}

function failingAt(operation: keyof FileSystem, code: string, at: (target: string) => boolean): FileSystem {
  const original = nodeFileSystem[operation] as (...args: string[]) => unknown;
  const failing = (...args: string[]) => {
    const target = args[operation === 'rename' ? 1 : 0] ?? '';
    if (at(target))
      throw Object.assign(new Error(`${code}: injected`), {
        code,
        path: args[0],
        dest: operation === 'rename' ? args[1] : undefined,
      });
    return original(...args);
  };
  return { ...nodeFileSystem, [operation]: failing };
}

test('writes a fleet into a folder that is not there, and leaves no stage', () => {
  const fleet = [hub('a'), hub('b')];
  const report = publish(out, fleet, FLEET);
  expect(readTree(out)).toEqual(asTree(fleet));
  expect(
    report.folders.map(({ folder, written, unchanged, removed }) => [
      folder,
      written.length,
      unchanged,
      removed,
    ]),
  ).toEqual([
    ['a', 3, [], []],
    ['b', 3, [], []],
  ]);
});

test('rewrites no file that is equal', () => {
  publish(out, [hub('a')], FLEET);
  const file = path.join(out, 'a/workload/hub/service.hub.yaml');
  const changed = path.join(out, 'a/workload/hub/config-map.hub.yaml');
  const before = [file, changed].map((each) => fs.statSync(each));
  const report = publish(out, [hub('a', 'new')], FLEET);
  const after = [file, changed].map((each) => fs.statSync(each));
  expect([after[0]?.ino, after[0]?.mtimeMs]).toEqual([before[0]?.ino, before[0]?.mtimeMs]);
  expect(after[1]?.ino).not.toBe(before[1]?.ino);
  expect(report.folders).toMatchObject([
    {
      written: ['workload/hub/config-map.hub.yaml'],
      unchanged: ['workload/hub/service.hub.yaml', 'workload/kustomization.yaml'],
    },
  ]);
});

test('removes stale files, folders that they leave empty, and hubs that are gone', () => {
  publish(out, [hub('a'), hub('gone')], FLEET);
  const less = planned('a', { 'workload/kustomization.yaml': ours('kustomization') });
  const report = publish(out, [less], FLEET);
  expect(readTree(out)).toEqual(asTree([less]));
  expect(report.folders.map(({ folder, removed }) => [folder, removed.length])).toEqual([
    ['a', 2],
    ['gone', 3],
  ]);
});

test('leaves other hubs alone when only some are published', () => {
  publish(out, [hub('a'), hub('b')], FLEET);
  publish(out, [hub('a', 'new')], { check: false, wholeFleet: false });
  expect(readTree(out)).toEqual(asTree([hub('a', 'new'), hub('b')]));
});

test('touches nothing that is foreign, be it between its own files', () => {
  const foreign = {
    'README.md': 'mine',
    'a/workload/hub/notes.yaml': 'kind: ConfigMap\n',
    'gone/workload/hub/mine.yaml': '# not hubsynth: a (b)\n',
    'other/workload/values.yaml': 'x: 1\n',
    'other/anything/ours.yaml': ours('outside of what hubsynth writes'),
  };
  publish(out, [hub('a'), hub('gone')], FLEET);
  writeTree(out, foreign);
  const report = publish(out, [hub('a', 'new')], FLEET);
  expect(readTree(out)).toEqual({ ...asTree([hub('a', 'new')]), ...foreign });
  expect(report.foreign).toEqual(['a/workload/hub/notes.yaml', 'gone/workload/hub/mine.yaml']);
});

test('does not reach into outputs of other projects below', () => {
  const elsewhere = {
    'examples/small/dist/h/workload/hub/x.yaml': ours('x'),
    'dist/h/workload/kustomization.yaml': ours('y'),
  };
  writeTree(out, elsewhere);
  publish(out, [hub('a')], FLEET);
  publish(out, [planned('', { 'workload/kustomization.yaml': ours('root') })], FLEET);
  expect(readTree(out)).toEqual({
    ...elsewhere,
    ...asTree([hub('a')]),
    'workload/kustomization.yaml': ours('root'),
  });
});

test('refuses a foreign file where its own has to go, before it writes anything', () => {
  publish(out, [hub('a')], FLEET);
  writeTree(out, { 'b/workload/hub/service.hub.yaml': 'kind: Service\n' });
  const before = readTree(out);
  const message = failure(() => publish(out, [hub('a', 'new'), hub('b')], FLEET));
  expect(message).toMatch(/^OUT_FOREIGN_FILE dist\/b\/workload\/hub\/service\.hub\.yaml is in the way/);
  expect(readTree(out)).toEqual(before);
});

test('refuses a foreign file where a folder has to be, and a folder where a file has to be', () => {
  writeTree(out, { 'a/workload/hub': 'a file', 'b/workload/kustomization.yaml/x': 'in a folder' });
  const message = failure(() => publish(out, [hub('a'), hub('b')], FLEET));
  expect(message).toMatch(
    /dist\/a\/workload\/hub is in the way[\s\S]*dist\/b\/workload\/kustomization\.yaml is in the way/,
  );
  expect(message.split('\n')).toHaveLength(2);
});

test('replaces a stale file of its own by a folder', () => {
  writeTree(out, { 'a/workload/hub': ours('once a file') });
  publish(out, [hub('a')], FLEET);
  expect(readTree(out)).toEqual(asTree([hub('a')]));
});

test('writes nothing to check, and says what would change', () => {
  expect(publish(out, [hub('a')], { check: true, wholeFleet: true })).toMatchObject({ stale: true });
  expect(fs.existsSync(out)).toBe(false);
  publish(out, [hub('a'), hub('gone')], FLEET);
  const before = readTree(out);
  const times = fs.statSync(out).mtimeMs;
  const report = publish(out, [hub('a', 'new')], { check: true, wholeFleet: true });
  expect(report.stale).toBe(true);
  expect(
    report.folders.map(({ folder, written, removed }) => [folder, written.length, removed.length]),
  ).toEqual([
    ['a', 1, 0],
    ['gone', 0, 3],
  ]);
  expect(readTree(out)).toEqual(before);
  expect(fs.statSync(out).mtimeMs).toBe(times);
  expect(publish(out, [hub('a'), hub('gone')], { check: true, wholeFleet: true }).stale).toBe(false);
});

test('knows the list of required secrets by its name and form only', () => {
  const list = (text: string) =>
    planned('', { 'required-secrets.json': text, 'workload/kustomization.yaml': ours('k') });
  publish(out, [list('[]\n')], FLEET);
  const longer = list('[{"name": "hub", "type": "Opaque", "keys": [], "origin": {}}]\n');
  publish(out, [longer], FLEET);
  expect(readTree(out)).toEqual(asTree([longer]));
  const without = planned('', { 'workload/kustomization.yaml': ours('k') });
  publish(out, [without], FLEET);
  expect(readTree(out)).toEqual(asTree([without]));
  for (const text of ['{"name": "mine"}', '[{"mine": 1}]', 'not JSON', '']) {
    writeTree(out, { 'required-secrets.json': text });
    expect(failure(() => publish(out, [longer], FLEET))).toMatch(
      /^OUT_FOREIGN_FILE dist\/required-secrets\.json/,
    );
    publish(out, [without], FLEET);
    expect(readTree(out)['required-secrets.json']).toBe(text);
  }
});

test('refuses to publish nothing, which would remove everything', () => {
  publish(out, [hub('a')], FLEET);
  expect(failure(() => publish(out, [], FLEET))).toMatch(/^OUT_EMPTY/);
  expect(failure(() => publish(out, [planned('a', {})], FLEET))).toMatch(/^OUT_EMPTY/);
  expect(readTree(out)).toEqual(asTree([hub('a')]));
});

test.each(['../x', '/x', 'a//b'])('takes no plan that leaves the output: %s', (file) => {
  expect(() => publish(out, [planned('a', { [file]: ours('x') })], FLEET)).toThrow(/does not stay/);
  expect(() => publish(out, [planned(file, { x: ours('x') })], FLEET)).toThrow(/does not stay/);
});

describe('errors of the file system', () => {
  const fleet: PlannedFolder[] = [hub('a', 'new'), hub('fresh')];
  beforeEach(() => void publish(out, [hub('a'), hub('gone')], FLEET));

  test.each([
    ['create', 'ENOSPC', 'no space is left on the device'],
    ['create', 'EDQUOT', 'the disk quota is used up'],
    ['makeDirectory', 'EACCES', 'permission denied'],
  ] as const)('leave the old state when staging fails: %s %s', (operation, code, reason) => {
    const before = readTree(out);
    const broken = failingAt(operation, code, (target) => target.includes('files/1'));
    const message = failure(() => publish(out, fleet, FLEET, broken));
    expect(message).toMatch(/^OUT_WRITE_FAILED dist\/\S+: /);
    expect(message).toContain(`${reason}. The output is as it was.`);
    expect(readTree(out)).toEqual(before);
  });

  test('leave a complete stage when moving fails, and the next command finishes', () => {
    const broken = failingAt('rename', 'EACCES', (target) => target.endsWith('fresh'));
    const message = failure(() => publish(out, fleet, FLEET, broken));
    expect(message).toBe(
      'OUT_WRITE_FAILED dist/fresh: permission denied. The new files are complete: the next command puts them in place.',
    );
    expect(publish(out, fleet, { check: true, wholeFleet: true }).stale).toBe(true);
    const report = publish(out, fleet, FLEET);
    expect(report.recovered.map((each) => each.replaceAll(out, 'dist'))).toContain(
      'dist/fresh: finished the interrupted publication (3 files left)',
    );
    expect(readTree(out)).toEqual(asTree(fleet));
  });

  test('are found before the first write where a folder may not be changed', () => {
    const before = readTree(out);
    const readOnly = failingAt('checkWritable', 'EACCES', (target) =>
      target.endsWith(path.join('a', 'workload', 'hub')),
    );
    expect(failure(() => publish(out, fleet, FLEET, readOnly))).toMatch(
      /^OUT_WRITE_FAILED dist\/a\/workload\/hub: permission denied/,
    );
    const mounted: FileSystem = {
      ...nodeFileSystem,
      checkWritable: (target) => (target.endsWith('workload') ? 2 : 1),
    };
    expect(failure(() => publish(out, fleet, FLEET, mounted))).toMatch(
      /OUT_WRITE_FAILED dist\/a\/workload: it lies on another file system/,
    );
    expect(readTree(out)).toEqual(before);
  });

  test('do not matter on a read-only output that is up to date', () => {
    const readOnly = failingAt('makeDirectory', 'EROFS', () => true);
    const same = [hub('a'), hub('gone')];
    expect(publish(out, same, FLEET, readOnly).folders.map(({ written }) => written.length)).toEqual([0, 0]);
    expect(failure(() => publish(out, fleet, FLEET, readOnly))).toMatch(
      /^OUT_WRITE_FAILED dist\/\S+ the file system is read-only/,
    );
  });

  test('say so when the output is a file', () => {
    fs.rmSync(out, { recursive: true });
    fs.writeFileSync(out, 'a file');
    expect(failure(() => publish(out, fleet, FLEET))).toMatch(/^OUT_WRITE_FAILED dist/);
    expect(fs.readFileSync(out, 'utf8')).toBe('a file');
  });
});

test('publishes three thousand files, changes them and finds them equal in seconds', () => {
  const fleet = (text: string) =>
    Array.from({ length: 100 }, (_, index) =>
      planned(
        `hub${index}`,
        Object.fromEntries(
          Array.from({ length: 30 }, (_, file) => [
            `workload/c${file % 10}/config-map.${file}.yaml`,
            ours(text),
          ]),
        ),
      ),
    );
  publish(out, fleet('old'), FLEET);
  publish(out, fleet('new'), FLEET);
  const reads: string[] = [];
  const counting: FileSystem = {
    ...nodeFileSystem,
    read: (file) => {
      reads.push(file);
      return nodeFileSystem.read(file);
    },
  };
  expect(
    publish(out, fleet('new'), FLEET, counting).folders.every(({ written }) => written.length === 0),
  ).toBe(true);
  // Each file once, and the lock.
  expect(reads.filter((file) => file.endsWith('.yaml'))).toHaveLength(3000);
});
