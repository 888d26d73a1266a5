/** One hub, as its config describes it. */
import type { Position } from '../diagnostics/diagnostic';
import { isObject, type JsonObject } from '../document/json';
import { originOf } from '../document/origin';
import type { Config } from './schema/config';
import { SECTIONS, type Sections } from './schema/sections';

export interface Hub {
  readonly name: string;
  readonly release: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly namespaceObject: boolean;
  /** Oldest Kubernetes minor release that objects have to suit. */
  readonly oldestKubernetes: number | undefined;
  readonly allow: NonNullable<NonNullable<Config['checks']>['allow']>;
  /** Changes of where homes are that somebody declared. */
  readonly storageMigrations: NonNullable<NonNullable<Config['migrations']>['storage']>;
  /** Volumes and claims that are left out of the output on purpose: Kind/name. */
  readonly released: readonly string[];
  /** Host name under which users reach it. */
  readonly host: string | undefined;
  readonly sections: Sections;
  /** Sections that their schema refuses: nothing is known of them. */
  readonly wrong: ReadonlySet<string>;
  /** The user's own values. */
  readonly values: JsonObject;
  /** `config/jupyter.yaml`: how the file is called in headers. */
  readonly source: string;
  /** Where the hub's name is written. */
  readonly position: Position | undefined;
  /** The whole config, for positions in messages. */
  readonly data: JsonObject;
}

/** What can be told of a hub even where other keys are wrong, so that their values are checked too. */
export function hubOf(data: JsonObject, source: string, wrong: ReadonlySet<string>): Hub | undefined {
  const text = (key: string, otherwise: string) => (typeof data[key] === 'string' ? data[key] : otherwise);
  const name = data['name'];
  if (typeof name !== 'string') return undefined;
  const { kubernetes, checks, migrations, jupyterhub } = data as unknown as Partial<Config>;
  return {
    name,
    release: text('release', name),
    cluster: text('cluster', 'default'),
    namespace: text('namespace', 'jupyter'),
    namespaceObject: data['namespaceObject'] !== false,
    oldestKubernetes: minorOf(kubernetes?.oldest),
    allow: Array.isArray(checks?.allow) ? checks.allow : [],
    storageMigrations: Array.isArray(migrations?.storage) ? migrations.storage.filter(isObject) : [],
    released: Array.isArray(migrations?.released) ? migrations.released : [],
    host: typeof data['host'] === 'string' ? data['host'] : undefined,
    sections: sectionsOf(data, wrong),
    wrong,
    values: isObject(jupyterhub) ? jupyterhub : {},
    source,
    position: originOf(data, 'name')?.value,
    data,
  };
}

/** A section that is there is on, unless it says otherwise. */
function sectionsOf(data: JsonObject, wrong: ReadonlySet<string>): Sections {
  const on = SECTIONS.filter((name) => {
    const section = data[name];
    const off = isObject(section) && section['enabled'] === false;
    return section !== undefined && section !== null && !off && !wrong.has(name);
  });
  return Object.fromEntries(on.map((name) => [name, data[name]]));
}

function minorOf(version: unknown): number | undefined {
  const minor = typeof version === 'string' ? /^1\.(\d+)$/.exec(version)?.[1] : undefined;
  return minor === undefined ? undefined : Number(minor);
}
