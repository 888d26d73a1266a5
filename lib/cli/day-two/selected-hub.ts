/** The hub that a command is about, rendered, so that commands know what the output needs. */
import type { Hub } from '../../config/hub';
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic';
import { synthesizeFleet } from '../../synth/fleet';
import type { SynthesizedHub } from '../../synth/hub';
import { nameOf } from '../console';
import type { CommonOptions } from './options';

export interface SelectedHub {
  readonly hub: Hub;
  readonly rendered: SynthesizedHub;
}

/** Throws a DiagnosticError where the config is wrong, or does not say which hub is meant. */
export function selectedHub({ config, hub: wanted }: CommonOptions): SelectedHub {
  const hubs: SelectedHub[] = [];
  const { diagnostics } = synthesizeFleet({
    config,
    nameOf,
    onRendered: (hub, rendered) => hubs.push({ hub, rendered }),
  });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new DiagnosticError(errors);
  const found = hubs.filter(({ hub }) => wanted === undefined || hub.name === wanted);
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) throw new DiagnosticError([whichHub(hubs, wanted)]);
  return only;
}

function whichHub(hubs: readonly SelectedHub[], wanted: string | undefined): Diagnostic {
  const names = hubs.map(({ hub }) => hub.name).join(', ');
  return {
    code: 'CFG_NO_HUB',
    severity: 'error',
    message: wanted === undefined ? `There are several hubs: ${names}.` : `There is no hub called ${wanted}.`,
    hint: wanted === undefined ? 'Say which one with --hub NAME.' : `There are: ${names}.`,
  };
}
