/** All hubs and clusters of a config folder: read, layered, checked, named. */
import path from 'node:path';
import { cluster as checkCluster, config as checkConfig } from '../../schema/checks';
import type { Diagnostic, Position } from '../diagnostics/diagnostic';
import { isObject, type JsonObject } from '../document/json';
import { originOf } from '../document/origin';
import { readMap } from '../document/source';
import { explain } from '../validation/explain';
import { DEFAULTS } from '../values/defaults';
import { configFiles, isFolder } from './files';
import { LayerReader } from './layers';
import type { Cluster, Config } from './schema/config';

export interface Hub {
  readonly name: string;
  readonly release: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly namespaceObject: boolean;
  /** Oldest Kubernetes minor release that objects have to suit. */
  readonly oldestKubernetes: number | undefined;
  readonly allow: NonNullable<NonNullable<Config['checks']>['allow']>;
  /** The user's own values. */
  readonly values: JsonObject;
  /** `config/jupyter.yaml`: how the file is called in headers. */
  readonly source: string;
  /** Where the hub's name is written. */
  readonly position: Position | undefined;
  /** The whole config, for positions in messages. */
  readonly data: JsonObject;
}

export interface ClusterFile {
  readonly name: string;
  readonly source: string;
  readonly data: Cluster;
  /** The start of the file. */
  readonly position: Position;
}

export interface Fleet {
  readonly hubs: readonly Hub[];
  readonly clusters: readonly ClusterFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the folder; `nameOf` says how a file is called in messages. */
export function loadFleet(folder: string, nameOf: (file: string) => string): Fleet {
  if (!isFolder(folder)) return { hubs: [], clusters: [], diagnostics: [noFolder(nameOf(folder))] };
  const files = configFiles(folder);
  const reader = new LayerReader(nameOf);
  const diagnostics: Diagnostic[] = [];
  const hubs: Hub[] = [];
  for (const file of files.hubs) {
    const { data, diagnostics: found } = reader.read(file);
    diagnostics.push(...found);
    if (data === undefined) continue;
    diagnostics.push(...checkAgainstSchema(data, 'config', nameOf(file)));
    const hub = hubOf(data, sourceOf(folder, file));
    if (hub) hubs.push(hub);
  }
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
    return wrong.length > 0
      ? []
      : [
          {
            name: cluster,
            source: sourceOf(folder, file),
            data: data as unknown as Cluster,
            position: { file: nameOf(file), line: 1, column: 1 },
          },
        ];
  });
  diagnostics.push(...fleetRules(hubs, clusters, files.hubs.length, nameOf(folder)));
  return { hubs, clusters, diagnostics: unique(diagnostics) };
}

function noFolder(folder: string): Diagnostic {
  const hint = 'Name the folder with --config, or write config/jupyter.yaml.';
  return { code: 'FILE_NOT_FOUND', severity: 'error', message: `There is no folder ${folder}.`, hint };
}

/** The config folder's name and the file below it: the same wherever the project lies. */
function sourceOf(folder: string, file: string): string {
  return [path.basename(path.resolve(folder)), ...path.relative(folder, file).split(path.sep)].join('/');
}

function checkAgainstSchema(data: JsonObject, kind: 'config' | 'cluster', file: string): Diagnostic[] {
  const check = kind === 'config' ? checkConfig : checkCluster;
  if (check(data)) return [];
  const schema =
    kind === 'config'
      ? (require('../../schema/config.schema.json') as JsonObject)
      : (require('../../schema/cluster.schema.json') as JsonObject);
  const found = explain(check.errors ?? [], {
    data,
    schema,
    prefix: [],
    secret: () => false,
    elsewhere: (key) => (kind === 'config' && Object.hasOwn(DEFAULTS, key) ? [`jupyterhub.${key}`] : []),
  });
  return found.map((each) => ({ position: { file, line: 1, column: 1 }, ...each }));
}

/** What can be told of a hub even where other keys are wrong, so that their values are checked too. */
function hubOf(data: JsonObject, source: string): Hub | undefined {
  const text = (key: string, otherwise: string) => (typeof data[key] === 'string' ? data[key] : otherwise);
  const name = data['name'];
  if (typeof name !== 'string') return undefined;
  const { kubernetes, checks, jupyterhub } = data as unknown as Partial<Config>;
  return {
    name,
    release: text('release', name),
    cluster: text('cluster', 'default'),
    namespace: text('namespace', 'jupyter'),
    namespaceObject: data['namespaceObject'] !== false,
    oldestKubernetes: minorOf(kubernetes?.oldest),
    allow: Array.isArray(checks?.allow) ? checks.allow : [],
    values: isObject(jupyterhub) ? jupyterhub : {},
    source,
    position: originOf(data, 'name')?.value,
    data,
  };
}

function minorOf(version: unknown): number | undefined {
  const minor = typeof version === 'string' ? /^1\.(\d+)$/.exec(version)?.[1] : undefined;
  return minor === undefined ? undefined : Number(minor);
}

function fleetRules(
  hubs: readonly Hub[],
  clusters: readonly ClusterFile[],
  files: number,
  folder: string,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (files === 0) {
    const hint =
      'Write a file such as config/jupyter.yaml; files that begin with an underscore are layers for others.';
    found.push({ code: 'CFG_NO_HUB', severity: 'error', message: `${folder} holds no hub.`, hint });
  }
  const byName = new Map<string, Hub>();
  for (const hub of hubs) {
    const position = hub.position ? { position: hub.position } : {};
    const other = byName.get(hub.name);
    if (other) {
      const message = `Two hubs are called ${hub.name}: ${other.source} and ${hub.source}.`;
      found.push({
        code: 'CFG_DUPLICATE_NAME',
        severity: 'error',
        message,
        hint: 'The name is the folder below dist/: give each its own.',
        path: 'name',
        ...position,
      });
    } else byName.set(hub.name, hub);
    if (hub.name === 'gitops') {
      const message = 'gitops is the folder of what Flux and Argo CD read.';
      found.push({
        code: 'CFG_RESERVED_NAME',
        severity: 'error',
        message,
        hint: 'Choose another name.',
        path: 'name',
        ...position,
      });
    }
  }
  for (const { name, source } of clusters) {
    if (hubs.some((hub) => hub.cluster === name)) continue;
    const message = `${source} describes a cluster that no hub belongs to.`;
    found.push({
      code: 'CFG_UNUSED_CLUSTER',
      severity: 'warning',
      message,
      hint: `Write cluster: ${name} into a hub.`,
    });
  }
  return found;
}

/** A layer that several hubs share reports its problems once. */
function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((each) => {
    const key = JSON.stringify(each);
    return !seen.has(key) && seen.add(key);
  });
}
