/** Builds hubs from texts of configs, in memory but for the files of the config. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Hub } from '../../lib/config/hub';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic';
import { synthesizeFleet } from '../../lib/synth/fleet';
import type { SynthesizedHub } from '../../lib/synth/hub';
import { folder } from './program';
import type { AnyObject } from './render';

export interface Built {
  readonly hub: Hub;
  readonly rendered: SynthesizedHub;
}

export interface BuiltFleet {
  readonly hubs: readonly Built[];
  /** `CODE line:column path`, `CODE file:line:column path` where there are several files. */
  readonly problems: readonly string[];
  readonly messages: readonly string[];
  readonly errors: readonly Diagnostic[];
}

/** Config files by name: `lab.yaml`. */
export function buildFleet(files: Readonly<Record<string, string>>): BuiltFleet {
  const config = path.join(folder(), 'config');
  mkdirSync(config, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(config, name), text);
  const hubs: Built[] = [];
  const { diagnostics } = synthesizeFleet({
    config,
    nameOf: (file) => path.basename(file),
    onRendered: (hub, rendered) => hubs.push({ hub, rendered }),
  });
  const several = Object.keys(files).length > 1;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return {
    hubs,
    problems: errors.map(({ code, position, path: at }) => {
      const place = position ? `${position.line}:${position.column}` : 'nowhere';
      return `${code} ${several ? `${position?.file}:` : ''}${place} ${at}`;
    }),
    messages: errors.map(({ message }) => message),
    errors,
  };
}

/** One hub; throws when its config is refused. */
export function build(text: string): Built {
  const { hubs, messages } = buildFleet({ 'lab.yaml': text });
  const [only] = hubs;
  if (messages.length > 0 || only === undefined) throw new Error(messages.join('\n'));
  return only;
}

/** What is wrong with one config. */
export function problems(text: string): readonly string[] {
  return buildFleet({ 'lab.yaml': text }).problems;
}

/** The same, whole. */
export function refused(text: string): readonly Diagnostic[] {
  return buildFleet({ 'lab.yaml': text }).errors;
}

/** Objects by `Kind/name`. */
export function objects({ rendered }: Built): Record<string, AnyObject> {
  const all = rendered.folder?.objects ?? [];
  return Object.fromEntries(
    all.map(({ manifest }) => [`${manifest.kind}/${manifest.metadata.name}`, manifest as AnyObject]),
  );
}
