/** The hubs that a command looks at: all of a folder, or those that `--hub` names. */
import type { Command } from 'commander';
import type { Hub } from '../config/hub';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { synthesizeFleet } from '../synth/fleet';
import type { SynthesizedHub } from '../synth/hub';
import { collect } from './collect';
import { type Console, nameOf, printJson } from './console';

export interface HubsOptions {
  readonly config: string;
  readonly hub?: readonly string[];
  readonly json?: boolean;
}

export interface RenderedHub {
  readonly hub: Hub;
  readonly rendered: SynthesizedHub;
}

export function hubsOptions(command: Command): Command {
  return command
    .option('--config <dir>', 'folder of the config files', 'config')
    .option('--hub <name>', 'only this hub; may be given several times', collect);
}

/** Undefined where the config is wrong, or a hub is not there; what it is has been said then. */
export function renderedHubs(
  { config, hub: only, json }: HubsOptions,
  console: Console,
): RenderedHub[] | undefined {
  const found: RenderedHub[] = [];
  const { diagnostics } = synthesizeFleet({
    config,
    nameOf,
    onRendered: (hub, rendered) => {
      if (only === undefined || only.includes(hub.name)) found.push({ hub, rendered });
    },
  });
  const unknown = (only ?? []).filter((name) => !found.some(({ hub }) => hub.name === name));
  const wrong = [...diagnostics.filter(({ severity }) => severity === 'error'), ...unknown.map(noHub)];
  if (wrong.length === 0) return found;
  if (json) printJson({ ok: false, diagnostics: wrong });
  console.diagnostics(wrong);
  return undefined;
}

function noHub(name: string): Diagnostic {
  return { code: 'CFG_NO_HUB', severity: 'error', message: `There is no hub called ${name}.` };
}
