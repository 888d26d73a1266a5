/** All hubs and clusters of a config folder, one after the other. */
import path from 'node:path';
import type { Diagnostic, Position } from '../diagnostics/diagnostic';
import { readMap } from '../document/source';
import { configFiles, isFolder } from './files';
import { fleetRules, type HubName } from './fleet-rules';
import { type Hub, hubOf } from './hub';
import { LayerReader } from './layers';
import type { Cluster } from './schema/config';
import { checkAgainstSchema } from './schema-check';
import { sharedVaultProblems, type VaultPlaces, vaultPlaces } from './shared-vault';

export interface ClusterFile {
  readonly name: string;
  readonly source: string;
  readonly data: Cluster;
  /** The start of the file. */
  readonly position: Position;
}

export interface Fleet {
  readonly clusters: readonly ClusterFile[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface FleetReader {
  /** How a file is called in messages. */
  readonly nameOf: (file: string) => string;
  /** Gets each hub as soon as it is read; nothing of it is kept here. */
  readonly onHub: (hub: Hub, index: number, all: number) => void;
}

export function loadFleet(folder: string, { nameOf, onHub }: FleetReader): Fleet {
  if (!isFolder(folder)) return { clusters: [], diagnostics: [noFolder(nameOf(folder))] };
  const files = configFiles(folder);
  const reader = new LayerReader(nameOf);
  const diagnostics: Diagnostic[] = [];
  const names: HubName[] = [];
  const vaults: VaultPlaces[] = [];
  files.hubs.forEach((file, index) => {
    const { data, diagnostics: found } = reader.read(file);
    diagnostics.push(...found);
    if (data === undefined) return;
    const wrong = checkAgainstSchema(data, 'config', nameOf(file));
    diagnostics.push(...wrong);
    const hub = hubOf(data, sourceOf(folder, file), new Set(wrong.map(firstKey)));
    if (!hub) return;
    const { name, cluster, source, position } = hub;
    names.push({ name, cluster, source, position });
    const places = vaultPlaces(hub);
    if (places) vaults.push(places);
    onHub(hub, index, files.hubs.length);
  });
  const clusters = files.clusters.flatMap(({ cluster, file }): ClusterFile[] => {
    const { data, diagnostics: found } = readMap({
      file,
      name: nameOf(file),
      strict: true,
      mayBeEmpty: true,
    });
    diagnostics.push(...found);
    if (data === undefined) return [];
    const wrong = checkAgainstSchema(data, 'cluster', nameOf(file));
    diagnostics.push(...wrong);
    if (wrong.length > 0) return [];
    const position = { file: nameOf(file), line: 1, column: 1 };
    return [{ name: cluster, source: sourceOf(folder, file), data: data as unknown as Cluster, position }];
  });
  diagnostics.push(...sharedVaultProblems(vaults));
  diagnostics.push(...fleetRules(names, clusters, files.hubs.length, nameOf(folder)));
  return { clusters, diagnostics: unique(diagnostics) };
}

/** The section that a message is about. */
function firstKey({ path: place = '' }: Diagnostic): string {
  return /^[\w-]*/.exec(place)?.[0] ?? '';
}

function noFolder(folder: string): Diagnostic {
  const hint = 'Name the folder with --config, or write config/jupyter.yaml.';
  return { code: 'FILE_NOT_FOUND', severity: 'error', message: `There is no folder ${folder}.`, hint };
}

/** The config folder's name and the file below it: the same wherever the project lies. */
function sourceOf(folder: string, file: string): string {
  return [path.basename(path.resolve(folder)), ...path.relative(folder, file).split(path.sep)].join('/');
}

/** A layer that several hubs share reports its problems once. */
function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((each) => {
    const key = JSON.stringify(each);
    return !seen.has(key) && seen.add(key);
  });
}
