/** `hubsynth check network`: who reaches whom through the rendered NetworkPolicies, and whether that is as it has to be. */
import type { Command } from 'commander';
import { type Finding, findings, showFinding } from '../../checks/network';
import type { Hub } from '../../config/hub';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { withoutAllowed } from '../../synth/exceptions';
import type { NetworkView } from '../../synth/network/view';
import { type Console, count, printJson } from '../console';
import { EXIT } from '../exit-code';
import { matrixTable, reachable } from '../network-table';
import { type HubsOptions, hubsOptions, renderedHubs } from '../rendered-hubs';

interface Report {
  readonly hub: Hub;
  readonly view: NetworkView;
  readonly found: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

export function addCheckNetwork(check: Command, run: (options: HubsOptions) => number): void {
  hubsOptions(check.command('network'))
    .description('who reaches whom through the NetworkPolicies, and what has to be open or closed')
    .option('--json', 'print a report for programs on stdout, with the rule that decides on each pair')
    .addHelpText(
      'after',
      '\nyes: open; ?: open where the network plugin takes rules for addresses to mean pods too; blank: closed.\nExit status: 0 all is as it has to be, 1 something is open or closed that must not be, 2 the config is wrong.',
    )
    .action((options: HubsOptions) => {
      process.exitCode = run(options);
    });
}

export function runCheckNetwork(options: HubsOptions, console: Console): number {
  const hubs = renderedHubs(options, console);
  if (hubs === undefined) return EXIT.input;
  const reports = hubs.flatMap(({ hub, rendered: { network } }): Report[] => {
    if (network === undefined) return [];
    const view = network();
    const found = findings(view.world, view.wanted);
    return [{ hub, view, found, diagnostics: withoutAllowed(found.flatMap(problem(hub)), hub) }];
  });
  const all = reports.flatMap((each) => each.diagnostics);
  const ok = !all.some(({ severity }) => severity === 'error');
  if (options.json) printJson({ ok, hubs: reports.map(forPrograms) });
  else
    for (const { hub, view, found } of reports)
      process.stdout.write(
        `${hub.name}: ${count(found.length, 'path')} that have to be open or closed\n${matrixTable(view)}\n`,
      );
  console.diagnostics(all);
  return ok ? EXIT.done : EXIT.no;
}

function problem(hub: Hub) {
  return (each: Finding): Diagnostic[] => {
    if (each.state === 'ok') return [];
    return [
      {
        code: 'NETWORK_REACH',
        severity: each.state === 'wrong' ? 'error' : 'warning',
        path: 'network',
        message: `${hub.name}: ${showFinding(each)}.`,
        hint:
          each.state === 'wrong'
            ? 'Change network.egress or the policy in jupyterhub; or allow NETWORK_REACH in checks.allow, with a reason.'
            : 'Whether it can depends on the network plugin: Calico takes rules for addresses to mean pods too, Cilium does not.',
        ...(hub.position ? { position: hub.position } : {}),
      },
    ];
  };
}

function forPrograms({ hub, view, diagnostics }: Report) {
  return { hub: hub.name, reach: reachable(view), diagnostics };
}
