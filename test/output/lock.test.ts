import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { DiagnosticError } from '../../lib/diagnostics/diagnostic';
import { type FileSystem, nodeFileSystem } from '../../lib/output/file-system';
import { STAGE } from '../../lib/output/journal';
import { acquireLock } from '../../lib/output/lock';
import { publish } from '../../lib/output/publish';
import { recover } from '../../lib/output/recover';
import { asTree, ours, planned, readTree, scratch, writeTree } from './support/tree';

const HUB = [planned('a', { 'workload/kustomization.yaml': ours('k') })];
const FLEET = { check: false, wholeFleet: true };

let out: string;
let other: ChildProcess;
beforeEach(() => {
  out = path.join(scratch(), 'dist');
  other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
});
afterEach(() => {
  other.kill('SIGKILL');
  fs.rmSync(path.dirname(out), { recursive: true });
});

function lockedBy(text: string): void {
  writeTree(out, { [`${STAGE}/lock`]: text });
}

function codes(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics.map(({ code }) => code);
    throw error;
  }
  return [];
}

async function dead(): Promise<number> {
  const ended = new Promise((resolve) => other.once('exit', resolve));
  other.kill('SIGKILL');
  await ended;
  return other.pid ?? 0;
}

test('refuses while a living process holds the lock, and leaves it to it', () => {
  lockedBy(`${other.pid}`);
  expect(codes(() => publish(out, HUB, FLEET))).toEqual(['OUT_LOCKED']);
  expect(codes(() => recover(out))).toEqual(['OUT_LOCKED']);
  expect(readTree(out)).toEqual({ [`${STAGE}/lock`]: `${other.pid}` });
});

test('looks without a lock to check', () => {
  lockedBy(`${other.pid}`);
  expect(publish(out, HUB, { check: true, wholeFleet: true }).stale).toBe(true);
});

test('takes over the lock of a dead process', async () => {
  lockedBy(`${await dead()} 123`);
  publish(out, HUB, FLEET);
  expect(readTree(out)).toEqual(asTree(HUB));
});

test('takes over locks that make no sense, and those of its own number', () => {
  for (const text of ['', 'x', `${process.pid}`, `${process.pid} 1`]) {
    lockedBy(text);
    publish(out, HUB, FLEET);
    expect(readTree(out)).toEqual(asTree(HUB));
  }
});

(fs.existsSync('/proc/self/stat') ? test : test.skip)(
  'is not fooled by another process of the same number',
  () => {
    lockedBy(`${other.pid} 1`);
    publish(out, HUB, FLEET);
    expect(readTree(out)).toEqual(asTree(HUB));
  },
);

test('clears away what dead processes left beside the lock', async () => {
  const pid = await dead();
  writeTree(out, {
    [`${STAGE}/lock.${pid}`]: '',
    [`${STAGE}/lock.dead.${pid}`]: '',
    [`${STAGE}/lock.${process.pid}`]: 'x',
  });
  publish(out, HUB, FLEET);
  expect(readTree(out)).toEqual(asTree(HUB));
});

test('locks where the file system has no hard links', () => {
  const withoutLinks: FileSystem = {
    ...nodeFileSystem,
    link: () => {
      throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
    },
  };
  publish(out, HUB, FLEET, withoutLinks);
  expect(readTree(out)).toEqual(asTree(HUB));
  lockedBy(`${other.pid}`);
  expect(codes(() => publish(out, HUB, FLEET, withoutLinks))).toEqual(['OUT_LOCKED']);
});

test('notices that its lock was taken away', () => {
  const lock = acquireLock(nodeFileSystem, out);
  lock.check();
  lockedBy(`${other.pid}`);
  expect(codes(() => lock.check())).toEqual(['OUT_LOCKED']);
  lock.release();
  expect(readTree(out)).toEqual({ [`${STAGE}/lock`]: `${other.pid}` });
});
