/** Real processes, really killed: at each single step of a publication, of a recovery, and at random moments. */
import fs from 'node:fs';
import path from 'node:path';
import { STAGE } from '../../lib/output/journal';
import { publish } from '../../lib/output/publish';
import { recover } from '../../lib/output/recover';
import { ours, planned, readTree, scratch, type Tree, writeTree } from './support/tree';
import { Victim } from './support/victim';

jest.setTimeout(120_000);

type State = Readonly<Record<string, Tree>>;

const OLD: State = {
  a: {
    'workload/hub/config-map.hub.yaml': ours('old'),
    'workload/hub/service.hub.yaml': ours('same'),
    'workload/left/role.hub.yaml': ours('stale'),
    'workload/kustomization.yaml': ours('old'),
  },
  gone: { 'workload/hub/service.hub.yaml': ours('gone'), 'workload/kustomization.yaml': ours('gone') },
  same: { 'workload/kustomization.yaml': ours('same') },
};
const NEW: State = {
  a: {
    'foundation/hub/persistent-volume-claim.db.yaml': ours('new'),
    'workload/hub/config-map.hub.yaml': ours('new'),
    'workload/hub/service.hub.yaml': ours('same'),
    'workload/kustomization.yaml': ours('new'),
  },
  fresh: { 'workload/hub/service.hub.yaml': ours('fresh'), 'workload/kustomization.yaml': ours('fresh') },
  same: { 'workload/kustomization.yaml': ours('same') },
};
const FOLDERS = ['a', 'gone', 'same', 'fresh'];
const FOREIGN: Tree = {
  'README.md': 'mine',
  'a/workload/hub/notes.txt': 'mine',
  'a/workload/x.yaml': 'kind: Mine\n',
};

let base: string;
let out: string;
let victim: Victim;
beforeAll(() => {
  base = scratch();
  out = path.join(base, 'dist');
  victim = new Victim(base);
});
afterAll(() => fs.rmSync(base, { recursive: true }));

const plan = (state: State) => Object.entries(state).map(([folder, tree]) => planned(folder, tree));
const toNew = () => ({ out, states: [NEW], again: false });
const toRecover = () => ({ out, states: [], again: false });
const pathInStage = (state: string) => path.join(out, STAGE, state);

function reset(): void {
  fs.rmSync(out, { recursive: true, force: true });
  publish(out, plan(OLD), { check: false, wholeFleet: true });
  writeTree(out, FOREIGN);
}

function folderOf(name: string): Tree {
  const tree = readTree(path.join(out, name));
  return Object.fromEntries(Object.entries(tree).filter(([file]) => !(`${name}/${file}` in FOREIGN)));
}

function whole(state: State, name: string): boolean {
  const [is, should] = [folderOf(name), state[name] ?? {}];
  return JSON.stringify(Object.entries(is).sort()) === JSON.stringify(Object.entries(should).sort());
}

/** After a kill: says in which state each folder is, and makes sure that recovery does what was promised. */
function examine(): string {
  const halfway = FOLDERS.filter((name) => !whole(OLD, name) && !whole(NEW, name));
  const committed = fs.existsSync(pathInStage('commit'));
  // Only what has a complete stage may be half-way.
  if (!committed) expect(halfway).toEqual([]);
  const before = readTree(out);
  const check = publish(out, plan(committed ? NEW : OLD), { check: true, wholeFleet: true });
  expect(check.pending.length > 0).toBe(committed);
  if (committed) expect(check.stale).toBe(true);
  expect(readTree(out)).toEqual(before);

  const unfinished = FOLDERS.filter((name) => !whole(NEW, name));
  const said = recover(out);
  expect(said.join()).not.toMatch(/cannot be read/);
  for (const name of FOLDERS) expect([name, whole(OLD, name) || whole(NEW, name)]).toEqual([name, true]);
  if (committed) {
    expect(FOLDERS.filter((name) => !whole(NEW, name))).toEqual([]);
    for (const name of unfinished) {
      expect(said).toContainEqual(
        expect.stringMatching(new RegExp(`/dist/${name}: finished the interrupted publication`)),
      );
    }
  }
  expectFinished();
  expect(recover(out)).toEqual([]);
  return committed ? (halfway.length > 0 ? 'half-way' : 'committed') : whole(NEW, 'a') ? 'new' : 'old';
}

function expectFinished(): void {
  expect(fs.existsSync(path.join(out, STAGE))).toBe(false);
  expect(readTree(out)).toMatchObject(FOREIGN);
}

test.each(['before', 'torn'] as const)('survives a kill %s each step of a publication', (manner) => {
  reset();
  const steps = victim.run(toNew()) ?? 0;
  expect(steps).toBeGreaterThan(20);
  expect(FOLDERS.filter((name) => !whole(NEW, name))).toEqual([]);
  expectFinished();
  const seen: string[] = [];
  for (let step = 1; step <= steps; step += 1) {
    reset();
    const untouched = fs.statSync(path.join(out, 'a/workload/hub/service.hub.yaml')).ino;
    expect(victim.run(toNew(), step, manner)).toBeUndefined();
    seen.push(examine());
    publish(out, plan(NEW), { check: false, wholeFleet: true });
    expect(FOLDERS.filter((name) => !whole(NEW, name))).toEqual([]);
    expect(fs.statSync(path.join(out, 'a/workload/hub/service.hub.yaml')).ino).toBe(untouched);
    expectFinished();
  }
  // The kills did reach all phases, in this order.
  const phases = seen.filter((state, index) => state !== seen[index - 1]);
  expect(phases).toEqual(['old', 'committed', 'half-way', 'committed', 'new']);
});

test('survives a kill at each step of a recovery, and of the next one', () => {
  // The step right after the commit leaves the most to recover.
  for (let step = 1; !fs.existsSync(pathInStage('commit')); step += 1) {
    reset();
    expect(victim.run(toNew(), step)).toBeUndefined();
  }
  const crashed = path.join(base, 'crashed');
  fs.renameSync(out, crashed);
  const again = () => {
    fs.rmSync(out, { recursive: true, force: true });
    fs.cpSync(crashed, out, { recursive: true });
  };
  again();
  const steps = victim.run(toRecover()) ?? 0;
  expect(steps).toBeGreaterThan(10);
  for (let step = 1; step <= steps; step += 1) {
    again();
    expect(victim.run(toRecover(), step, step % 2 === 0 ? 'torn' : 'before')).toBeUndefined();
    if (fs.existsSync(pathInStage('commit'))) victim.run(toRecover(), Math.ceil(step / 2));
    expect(examine()).not.toBe('old');
    expect(FOLDERS.filter((name) => !whole(NEW, name))).toEqual([]);
  }
});

test('survives kills at random moments', async () => {
  reset();
  const endless = { out, states: [NEW, OLD], again: true };
  const seen = new Map<string, number>();
  for (let round = 0; round < 30; round += 1) {
    await victim.killAfter(endless, 60 + Math.random() * 60);
    const halfway = FOLDERS.filter((name) => !whole(OLD, name) && !whole(NEW, name));
    const committed = fs.existsSync(pathInStage('commit'));
    if (!committed) expect(halfway).toEqual([]);
    recover(out);
    const state = [OLD, NEW].findIndex((each) => FOLDERS.every((name) => whole(each, name)));
    // The whole fleet is of one build, not only each hub.
    expect(state).not.toBe(-1);
    expectFinished();
    const what = halfway.length > 0 ? 'half-way' : committed ? 'committed' : 'whole';
    seen.set(what, (seen.get(what) ?? 0) + 1);
  }
  expect([...seen.values()].reduce((sum, each) => sum + each, 0)).toBe(30);
});

test('a kill during the very first publication leaves nothing or everything', () => {
  const fresh = { out, states: [NEW], again: false };
  fs.rmSync(out, { recursive: true, force: true });
  const steps = victim.run(fresh) ?? 0;
  for (let step = 1; step <= steps; step += 1) {
    fs.rmSync(out, { recursive: true, force: true });
    expect(victim.run(fresh, step)).toBeUndefined();
    for (const [name, tree] of Object.entries(NEW)) expect([{}, tree]).toContainEqual(folderOf(name));
    recover(out);
    const filled = Object.keys(NEW).filter((name) => whole(NEW, name));
    expect([0, Object.keys(NEW).length]).toContain(filled.length);
    expect(fs.existsSync(path.join(out, STAGE))).toBe(false);
  }
});
