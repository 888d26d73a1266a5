/**
 * A process that publishes and dies: `publisher PLAN [STEP [torn]]`. It kills itself for good (SIGKILL: no clean-up
 * runs) before the given change to the file system, or in the middle of it where that is possible.
 */
import fs from 'node:fs';
import path from 'node:path';
import { type FileSystem, nodeFileSystem } from '../../../lib/output/file-system';
import { publish } from '../../../lib/output/publish';
import { recover } from '../../../lib/output/recover';
import { planned, type Tree } from './tree';

export interface Orders {
  readonly out: string;
  /** States to publish one after the other; none to recover. */
  readonly states: readonly Readonly<Record<string, Tree>>[];
  /** Go on for ever. */
  readonly again: boolean;
}

const CHANGES = [
  'create',
  'rename',
  'link',
  'remove',
  'makeDirectory',
  'removeDirectory',
  'removeTree',
] as const;

const [ordersFile = '', step = '0', manner = ''] = process.argv.slice(2);
const orders = JSON.parse(fs.readFileSync(ordersFile, 'utf8')) as Orders;
let count = 0;

function die(): void {
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment; nothing may happen in it.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** The part of an operation that a kill in its midst leaves done. */
function half(operation: (typeof CHANGES)[number], target: string, text: string): void {
  if (operation === 'create') fs.writeFileSync(target, text.slice(0, text.length / 2), { flag: 'wx' });
  if (operation === 'makeDirectory') fs.mkdirSync(path.dirname(target), { recursive: true });
  if (operation === 'removeTree') {
    const last = fs.existsSync(target) ? fs.readdirSync(target).sort().at(-1) : undefined;
    if (last !== undefined) fs.rmSync(path.join(target, last), { recursive: true });
  }
}

function dying(): FileSystem {
  const counted = CHANGES.map((operation) => {
    const original = nodeFileSystem[operation] as (target: string, second: string) => void;
    const run = (target: string, second: string) => {
      count += 1;
      if (count === Number(step)) {
        if (manner === 'torn') half(operation, target, second);
        die();
      }
      original(target, second);
    };
    return [operation, run];
  });
  return { ...nodeFileSystem, ...Object.fromEntries(counted) };
}

const dyingFileSystem = dying();
if (orders.states.length === 0) recover(orders.out, dyingFileSystem);
do {
  for (const state of orders.states) {
    const folders = Object.entries(state).map(([folder, tree]) => planned(folder, tree));
    publish(orders.out, folders, { check: false, wholeFleet: true }, dyingFileSystem);
  }
} while (orders.again);
process.stdout.write(String(count));
