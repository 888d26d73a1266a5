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
import { slugOf } from '../../values/profiles/slug';
import { collect } from '../collect';
import { type Console, count, printJson } from '../console';
import { EXIT } from '../exit-code';
import { type HubsOptions, hubsOptions, renderedHubs } from '../rendered-hubs';
import { spawnTable } from '../spawn-table';

export interface CheckHubOptions extends HubsOptions {
  readonly user?: readonly string[];
}

/** Beside the bundle, in the package. */
const PACKAGE = path.join(__dirname, '..');

export function addCheckHub(check: Command, run: (options: CheckHubOptions) => number): void {
  hubsOptions(check.command('hub'))
    .description('load the hub with the real JupyterHub, and make a Pod of every profile and choice')
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

export function runCheckHub(options: CheckHubOptions, console: Console): number {
  const { user, json } = options;
  const hubs = renderedHubs(options, console);
  if (hubs === undefined) return EXIT.input;
  const folders = hubs.flatMap(({ rendered: { folder } }) => (folder === undefined ? [] : [folder]));
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
