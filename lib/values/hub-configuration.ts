/** What the hub reads, apart by when it does: at its start, or at each spawn (docs/restart-scopes.md). */
import { asObject, isObject, type Json, type JsonObject } from '../document/json';
import { CHART_RELEASE } from './chart-release';
import { DEFAULTS } from './defaults';
import { isFeatureVolume } from './feature-volumes';
import { type ProfileList, profileList } from './profiles/profile-list';
import { q15 } from './quirks/q-15';
import { q18 } from './quirks/q-18';
import { keysBySecret, references } from './references';
import type { Values } from './schema/values';
import type { TraitSource, Traits } from './traits/trait-source';
import { resolveTraits } from './traits/traits';

export interface HubConfiguration {
  /** Everything that JupyterHub is told, but profiles and users' own code. */
  readonly traits: Traits;
  readonly profiles: ProfileList;
  /** Users' own code by key. */
  readonly extraConfig: JsonObject;
  /** Variables of the hub's own process that come from secrets. */
  readonly environment: JsonObject;
  /** What users' own code may ask for. */
  readonly values: JsonObject;
  /** Keys that the hub reads, by Secret. */
  readonly secrets: ReadonlyMap<string, readonly string[]>;
}

export function hubConfiguration(values: Values, source: TraitSource, namespace: string): HubConfiguration {
  const { KubeSpawner = {}, ...others } = resolveTraits(values, source);
  const { profile_list: written, ...spawner } = KubeSpawner;
  const traits: Traits = { ...others, KubeSpawner: spawner };
  const environment = databaseEnvironment(values);
  const places = [
    ...references(traits as unknown as Json),
    ...references(written),
    ...references(values as unknown as Json, DEFAULTS),
  ];
  return {
    traits,
    profiles: profileList(written),
    extraConfig: values.hub.extraConfig ?? {},
    environment,
    values: visibleValues(values, source, namespace),
    secrets: keysBySecret(places),
  };
}

const PASSWORD_VARIABLES: Readonly<Record<string, string>> = { mysql: 'MYSQL_PWD', postgres: 'PGPASSWORD' };

/** C-03. An existing Secret may hold the password though no value names it: it need not. */
function databaseEnvironment({ hub }: Values): JsonObject {
  const variable = PASSWORD_VARIABLES[hub.db.type ?? ''];
  if (variable === undefined) return {};
  if (hub.db.password != null) return { [variable]: hub.db.password as Json };
  const { existingSecret: name } = hub;
  return name ? { [variable]: { secret: { name, key: 'hub.db.password' } } } : {};
}

/** Without what has a place of its own: profiles, which are read at each spawn, and code. */
function visibleValues(values: Values, source: TraitSource, namespace: string): JsonObject {
  const { nameOverride: set, ...rest } = values;
  const nameOverride = source.by(q18)(set, source.appLabel);
  const { profileList: _profiles, ...singleuser } = values.singleuser;
  const { extraConfig: _code, ...hub } = values.hub;
  return {
    ...rest,
    hub: { ...hub, config: withoutProfiles(values.hub.config) },
    singleuser: { ...singleuser, extraEnv: source.by(q15)(values.singleuser.extraEnv) ?? {} },
    ...(nameOverride === undefined ? {} : { nameOverride }),
    Chart: { Name: CHART_RELEASE.name, Version: CHART_RELEASE.version, AppVersion: CHART_RELEASE.appVersion },
    Release: { Name: source.name, Namespace: namespace, Service: 'hubsynth' },
  } as unknown as JsonObject;
}

function withoutProfiles(config: JsonObject): JsonObject {
  const section = config['KubeSpawner'];
  if (!isObject(section) || !Object.hasOwn(section, 'profile_list')) return config;
  const { profile_list: _profiles, ...KubeSpawner } = section;
  const { KubeSpawner: _section, ...others } = config;
  return Object.keys(KubeSpawner).length > 0 ? { ...others, KubeSpawner } : others;
}

/** Whether code of the user's own runs in the hub: it may read any value at the start. */
export function hasOwnCode({ hub }: Pick<Values, 'hub'>): boolean {
  const [image] = CHART_RELEASE.images.hub;
  return (
    Object.keys(hub.extraConfig ?? {}).length > 0 ||
    Object.keys(hub.extraFiles ?? {}).length > 0 ||
    (hub.extraVolumes ?? []).some((each) => !isFeatureVolume(asObject(each)['name'])) ||
    (hub.command ?? []).length > 0 ||
    Boolean(hub.existingSecret) ||
    hub.image.name !== image
  );
}
