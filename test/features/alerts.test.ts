/** Alerts and panels in Prometheus' own engine: when they fire, when they do not, and for which hub. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, objects } from '../support/config';
import { goProgram } from '../support/go-program';
import { folder } from '../support/program';
import { config, LOGIN, SECRETS, VAULT } from './platform';

const ALL = objects(build(config('monitoring: {}\n', LOGIN, SECRETS, VAULT)));
const EXPRESSIONS: Record<string, string> = Object.fromEntries(
  ALL['PrometheusRule/hub'].spec.groups[0].rules.map(({ alert, expr }: { alert: string; expr: string }) => [
    alert,
    expr,
  ]),
);

let engine = '';
beforeAll(() => {
  engine = goProgram(path.join(__dirname, 'promql'), 'promql', 'test', '-c', '.');
}, 600_000);

/** A script of promqltest; what is wrong with it, or nothing. */
function run(script: string): string {
  const file = path.join(folder({}), 'script');
  writeFileSync(file, script);
  const { status, stdout, stderr, error } = spawnSync(engine, ['-test.run', 'Scripts', file], {
    encoding: 'utf8',
  });
  if (error) throw error;
  return status === 0 ? '' : stdout + stderr;
}

interface Case {
  readonly alert: string;
  /** Series over an hour, a value a minute, in the notation of promqltest. */
  readonly series: readonly string[];
  /** What the expression gives after an hour; none where nothing is wrong. */
  readonly gives: readonly string[];
}

const HUB = 'job="hub",namespace="jupyter"';
const spawns = (status: string, values: string, labels = HUB) =>
  `jupyterhub_server_spawn_duration_seconds_count{${labels},status="${status}"} ${values}`;
const volume = (kind: string, claim: string, bytes: number, namespace = 'jupyter') =>
  `kubelet_volume_stats_${kind}_bytes{namespace="${namespace}",persistentvolumeclaim="${claim}"} ${bytes}x60`;

const CASES: Record<string, Case> = {
  'a hub that answers': { alert: 'JupyterHubDown', series: [`up{${HUB}} 1x60`], gives: [] },
  'a hub that does not': {
    alert: 'JupyterHubDown',
    series: [`up{${HUB}} 0x60`],
    gives: ['{} 1'],
  },
  'a hub that nobody asks any more': { alert: 'JupyterHubDown', series: [], gives: ['{} 1'] },
  'one of two pods answers': {
    alert: 'JupyterHubDown',
    series: [`up{${HUB},pod="a"} 0x60`, `up{${HUB},pod="b"} 1x60`],
    gives: [],
  },
  'another hub answers': {
    alert: 'JupyterHubDown',
    series: ['up{job="hub",namespace="other"} 1x60'],
    gives: ['{} 1'],
  },
  'starts that all succeed': {
    alert: 'JupyterHubSpawnFailures',
    series: [spawns('success', '0+1x60'), spawns('failure', '0x60')],
    gives: [],
  },
  'a start in ten that fails': {
    alert: 'JupyterHubSpawnFailures',
    series: [spawns('success', '0+9x60'), spawns('failure', '0+1x60')],
    gives: [],
  },
  'every other start fails, by time too': {
    alert: 'JupyterHubSpawnFailures',
    series: [spawns('success', '0+2x60'), spawns('failure', '0+1x60'), spawns('timeout', '0+1x60')],
    gives: ['{} 0.5'],
  },
  'failures that are long past': {
    alert: 'JupyterHubSpawnFailures',
    series: [spawns('success', '0+1x60'), spawns('failure', '0+9x20 180x40')],
    gives: [],
  },
  'nobody starts anything': {
    alert: 'JupyterHubSpawnFailures',
    series: [spawns('success', '5x60'), spawns('failure', '5x60')],
    gives: [],
  },
  'failures of another hub': {
    alert: 'JupyterHubSpawnFailures',
    series: [spawns('success', '0+1x60'), spawns('failure', '0+9x60', 'job="hub",namespace="other"')],
    gives: [],
  },
  'a token with a day left': {
    alert: 'JupyterHubVaultTokenExpires',
    series: [`hubsynth_vault_token_expiry_timestamp_seconds{${HUB},token="hub"} 90000x60`],
    gives: [],
  },
  'a token with an hour left': {
    alert: 'JupyterHubVaultTokenExpires',
    series: [`hubsynth_vault_token_expiry_timestamp_seconds{${HUB},token="hub"} 7200x60`],
    gives: [`{${HUB},token="hub"} 3600`],
  },
  'a token that has ended': {
    alert: 'JupyterHubVaultTokenExpires',
    series: [`hubsynth_vault_token_expiry_timestamp_seconds{${HUB},token="hub"} 3000x60`],
    gives: [`{${HUB},token="hub"} -600`],
  },
  'one volume of two is nearly full': {
    alert: 'JupyterHubVolumeFilling',
    series: [
      volume('available', 'hub-db-dir', 500),
      volume('capacity', 'hub-db-dir', 1000),
      volume('available', 'claim-ada', 50),
      volume('capacity', 'claim-ada', 1000),
      volume('available', 'claim-bob', 1, 'other'),
      volume('capacity', 'claim-bob', 1000, 'other'),
    ],
    gives: ['{namespace="jupyter",persistentvolumeclaim="claim-ada"} 0.05'],
  },
};

function script(series: readonly string[], expression: string, gives: readonly string[]): string {
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}\n`).join('');
  return `load 1m\n${indented(['other_series 1x60', ...series])}\neval instant at 60m ${expression}\n${indented(gives)}\n`;
}

test.each(Object.entries(CASES))('%s', (_, { alert, series, gives }) => {
  const expression = EXPRESSIONS[alert] ?? '';
  expect(expression).not.toBe('');
  expect(run(script(series, expression, gives))).toBe('');
});

test('the engine says so where an alert does not give what it has to', () => {
  const { alert, series } = CASES['a hub that does not'] as Case;
  expect(run(script(series, EXPRESSIONS[alert] ?? '', []))).toContain('FAIL');
  expect(run(script([], 'sum(', []))).toContain('parse error');
});

test('every panel asks what the engine understands', () => {
  const board = JSON.parse(ALL['ConfigMap/hub-dashboard'].data['lab.json']);
  const asked = board.panels.flatMap(({ targets }: { targets: { expr: string }[] }) =>
    targets.map(({ expr }) => expr),
  );
  expect(asked.length).toBeGreaterThan(7);
  for (const expression of asked) expect(run(script([], expression, []))).toBe('');
});
