/** `hubsynth check hub`: the rendered hub, loaded by the real packages. */
import path from 'node:path';
import type { Command } from 'commander';
import { type Diagnostic, hasErrors } from '../../diagnostics/diagnostic';
import { isObject, type Json, type JsonObject } from '../../document/json';
import { type Path, positionAt, valueAt } from '../../document/path';
import { checkHub } from '../../ops/check-hub/check-hub';
import { ODD_USERS } from '../../ops/check-hub/odd-users';
import type { HubReport, Problem } from '../../ops/check-hub/report';
import { hubEnvironment } from '../../ops/hub-environment/hub-environment';
import type { RenderedFolder } from '../../output/rendered';
import { synthesizeFleet } from '../../synth/fleet';
import { slugOf } from '../../values/profiles/slug';
import { collect } from '../collect';
import { type Console, count, nameOf, printJson } from '../console';
import { EXIT } from '../exit-code';
import { spawnTable } from '../spawn-table';

export interface CheckHubOptions {
  readonly config: string;
  readonly hub?: readonly string[];
  readonly user?: readonly string[];
  readonly json?: boolean;
}

/** Beside the bundle, in the package. */
const PACKAGE = path.join(__dirname, '..');

export function addCheckHub(check: Command, run: (options: CheckHubOptions) => number): void {
  check
    .command('hub')
    .description('load the hub with the real JupyterHub, and make a Pod of every profile and choice')
    .option('--config <dir>', 'folder of the config files', 'config')
    .option('--hub <name>', 'only this hub; may be given several times', collect)
    .option('--user <name>', 'a further user name to try; may be given several times', collect)
    .option('--json', 'print a report for programs on stdout, with every Pod and claim')
    .addHelpText(
      'after',
      '\nNeeds Python 3.11 or newer; the packages of the hub image are installed once, into the cache.\nHooks are not run. Exit status: 0 all is well, 1 something is wrong, 2 the config is wrong, 3 Python or its packages cannot be had.',
    )
    .action((options: CheckHubOptions) => {
      process.exitCode = run(options);
    });
}

export function runCheckHub({ config, hub, user, json }: CheckHubOptions, console: Console): number {
  const folders: RenderedFolder[] = [];
  const { diagnostics } = synthesizeFleet({
    config,
    nameOf,
    onFolder: (folder) => {
      if (hub === undefined || hub.includes(folder.folder)) folders.push(folder);
    },
  });
  const unknown = (hub ?? []).filter((name) => !folders.some(({ folder }) => folder === name));
  const wrong = [...diagnostics.filter(({ severity }) => severity === 'error'), ...unknown.map(noHub)];
  if (wrong.length > 0) {
    if (json) printJson({ ok: false, diagnostics: wrong });
    console.diagnostics(wrong);
    return EXIT.input;
  }
  const python = hubEnvironment({
    requirements: path.join(PACKAGE, 'hub', 'requirements.txt'),
    onMake: () => console.say('Installing the packages of the hub image, once; this takes about a minute.'),
  });
  const users = [...ODD_USERS, ...(user ?? [])];
  const scripts = path.join(PACKAGE, 'hub', 'check');
  const reports = folders.map((folder) => {
    console.progress(`${folder.folder}: loading`);
    const report = checkHub({ objects: folder.objects, python, scripts, users });
    return {
      hub: folder.folder,
      report,
      diagnostics: report.problems.map((each) => diagnosticOf(each, folder)),
    };
  });
  const ok = !reports.some((each) => hasErrors(each.diagnostics));
  if (json)
    printJson({ ok, hubs: reports.map(({ report, ...rest }) => ({ ...rest, spawns: report.spawns })) });
  else for (const each of reports) print(each.hub, each.report, users.length);
  for (const each of reports) console.diagnostics(each.diagnostics);
  return ok ? EXIT.done : EXIT.no;
}

function noHub(name: string): Diagnostic {
  return { code: 'CFG_NO_HUB', severity: 'error', message: `There is no hub called ${name}.` };
}

function diagnosticOf(problem: Problem, folder: RenderedFolder): Diagnostic {
  const { severity, message } = problem;
  const position = (folder.data && positionAt(folder.data, placeOf(problem, folder.data))) ?? folder.position;
  return {
    code: 'HUB_CHECK',
    severity,
    message: `${folder.folder}: ${message}`,
    ...(position ? { position } : {}),
  };
}

/** Where in a config the setting or the profile stands. */
function placeOf({ section, trait, profile }: Problem, data: JsonObject): Path {
  if (section) return ['jupyterhub', 'hub', 'config', section, ...(trait ? [trait] : [])];
  const list = ['jupyterhub', 'singleuser', 'profileList'];
  const profiles = valueAt(data, list);
  const index = Array.isArray(profiles) ? profiles.findIndex((each) => slugIn(each) === profile) : -1;
  return index === -1 ? [] : [...list, index];
}

function slugIn(profile: Json): Json | undefined {
  if (!isObject(profile)) return undefined;
  return profile['slug'] ?? slugOf(String(profile['display_name']));
}

function print(hub: string, { spawns }: HubReport, users: number): void {
  const pods = spawns.filter(({ pod }) => pod).length;
  process.stdout.write(`${hub}: ${count(pods, 'Pod')} made for ${count(users, 'user name')}\n`);
  if (spawns.length > 0) process.stdout.write(`${spawnTable(spawns)}\n`);
}
