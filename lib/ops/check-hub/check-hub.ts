/** Loads a rendered hub with the real packages, and has the real KubeSpawner make a Pod of every profile. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RenderedObject } from '../../output/rendered';
import { hubContainerView } from './container';
import type { HubReport } from './report';
import { spawnProblems } from './spawn-problems';

/** Longest that loading users' code and making all Pods may take. */
const SECONDS = 120;

const HOME = '/usr/local/etc/jupyterhub';

export interface CheckHubProps {
  readonly objects: readonly RenderedObject[];
  /** The Python program of the environment. */
  readonly python: string;
  /** Folder of check_hub.py. */
  readonly scripts: string;
  readonly users: readonly string[];
}

export function checkHub({ objects, python, scripts, users }: CheckHubProps): HubReport {
  const view = hubContainerView(objects);
  if (!view) return failed('The output has no Deployment with a container called hub.');
  const root = mkdtempSync(path.join(tmpdir(), 'hubsynth-check-'));
  try {
    for (const [file, content] of view.files) {
      const target = path.join(root, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    const { environment, mounts } = view;
    const config = path.join(root, HOME, 'jupyterhub_config.py');
    const input = JSON.stringify({
      root,
      mounts,
      environment: { HOME: root, PATH: process.env['PATH'], ...environment },
      config,
      users,
    });
    // Isolated: no module of the folder where this runs, no variable of this shell.
    const result = spawnSync(python, ['-P', '-s', path.join(scripts, 'check_hub.py')], {
      cwd: root,
      input,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: root, PYTHONPATH: scripts, PYTHONDONTWRITEBYTECODE: '1' },
      timeout: SECONDS * 1000,
      maxBuffer: 2 ** 28,
    });
    if (result.error && 'code' in result.error && result.error.code === 'ETIMEDOUT')
      return failed(`Loading the hub and making its Pods took longer than ${SECONDS} seconds.`);
    if (result.status !== 0) return failed(`The check itself failed: ${lastLine(result.stderr)}`);
    const report = JSON.parse(result.stdout) as HubReport;
    return { ...report, problems: [...report.problems, ...spawnProblems(report.spawns)] };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function failed(message: string): HubReport {
  return { problems: [{ severity: 'error', message }], spawns: [] };
}

function lastLine(text: string): string {
  return text.trim().split('\n').pop() ?? '';
}
