/**
 * Times whole builds of 1, 10, 100 and 1,000 copies of bench/hub.yaml: the median of several runs, each a process of its
 * own. "first" writes every file, "again" finds them all equal. A benchmark, not a test: run it on an idle machine.
 *
 *     npm run bench [-- --hubs 1,10,100 --runs 5]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { hubs: { type: 'string' }, runs: { type: 'string' } } });
const sizes = (values.hubs ?? '1,10,100,1000').split(',').map(Number);
const runsFor = (hubs) => (values.runs ? Number(values.runs) : hubs >= 1000 ? 3 : hubs >= 100 ? 5 : 11);

const folder = mkdtempSync(path.join(os.tmpdir(), 'hubsynth-bench-'));
const probe = path.join(folder, 'probe.cjs');
writeFileSync(
  probe,
  "process.on('exit', () => require('fs').writeFileSync(process.env.PROBE, JSON.stringify(process.resourceUsage())));\n",
);

/** Wall and CPU time in ms, peak memory in MB, of one process. */
function once(args, cwd) {
  const report = path.join(folder, 'usage.json');
  const start = performance.now();
  const done = spawnSync(process.execPath, ['--require', probe, ...args], {
    cwd,
    env: { ...process.env, PROBE: report },
    encoding: 'utf8',
  });
  const wall = performance.now() - start;
  if (done.status !== 0) throw new Error(done.stderr);
  const usage = JSON.parse(readFileSync(report, 'utf8'));
  return { wall, cpu: (usage.userCPUTime + usage.systemCPUTime) / 1000, memory: usage.maxRSS / 1024 };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const medians = (runs) =>
  Object.fromEntries(['wall', 'cpu', 'memory'].map((key) => [key, median(runs.map((run) => run[key]))]));
const seconds = (ms) => `${(ms / 1000).toFixed(ms < 1000 ? 3 : 2)} s`;

try {
  const bare = medians(Array.from({ length: 11 }, () => once(['-e', ''], folder)));
  const rows = [['', 'first: wall', 'CPU', 'again: wall', 'CPU', 'memory', 'each further hub']];
  rows.push(['bare Node', '', '', seconds(bare.wall), seconds(bare.cpu), `${bare.memory.toFixed(0)} MB`, '']);
  const hub = readFileSync(`${root}bench/hub.yaml`, 'utf8');
  let one;
  for (const hubs of sizes) {
    const cwd = path.join(folder, String(hubs));
    mkdirSync(path.join(cwd, 'config'), { recursive: true });
    for (let index = 1; index <= hubs; index += 1) {
      const text = hub
        .replace(/^name: bench/m, `name: bench${index}`)
        .replace(/^namespace: bench/m, `namespace: bench${index}`);
      writeFileSync(path.join(cwd, 'config', `hub${index}.yaml`), text);
    }
    // A new folder each time: deleting the last one would go on in the background and slow the next run.
    const synth = (run) => once([`${root}bin/hubsynth.js`, 'synth', '--out', `dist${run}`], cwd);
    const first = [];
    const again = [];
    for (let run = 0; run < runsFor(hubs); run += 1) {
      first.push(synth(run));
    }
    for (let run = 0; run < runsFor(hubs); run += 1) {
      again.push(synth(run));
    }
    const a = medians(first);
    const b = medians(again);
    one ??= hubs === 1 ? b.wall : undefined;
    const further = one !== undefined && hubs > 1 ? `${((b.wall - one) / (hubs - 1)).toFixed(1)} ms` : '';
    rows.push([
      `${hubs} hub${hubs === 1 ? '' : 's'}`,
      seconds(a.wall),
      seconds(a.cpu),
      seconds(b.wall),
      seconds(b.cpu),
      `${Math.max(a.memory, b.memory).toFixed(0)} MB`,
      further,
    ]);
    rmSync(cwd, { recursive: true, force: true });
  }
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  console.log(
    [line(rows[0]), line(widths.map((width) => '-'.repeat(width))), ...rows.slice(1).map(line)].join('\n'),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
