/** The hub itself (C-01 to C-15, C-60 to C-70). */
import { isObject, type Json, type JsonObject } from '../../document/json';
import type { Values } from '../schema/values';
import { cullerRole, cullerService } from './culler';
import { cookieSecret, serviceToken } from './own-secret';
import { type Resolver, type TraitSource, whereSet } from './trait-source';

export const jupyterHub: Resolver = (values, source) => {
  const { hub, debug } = values;
  return {
    spawner_class: 'kubespawner.KubeSpawner',
    cleanup_servers: false,
    last_activity_interval: 60,
    // Slow starts are the rule here: show the progress page at once.
    tornado_settings: { slow_spawn_timeout: 0 },
    hub_bind_url: 'http://:8081',
    hub_connect_url: `http://${source.names.of('hub')}:8081`,
    cookie_secret: cookieSecret(values, source),
    services: services(values, source),
    load_roles: roles(values),
    ...whereSet({
      db_url: databaseUrl(hub.db),
      concurrent_spawn_limit: hub.concurrentSpawnLimit,
      active_server_limit: hub.activeServerLimit,
      base_url: hub.baseUrl,
      allow_named_servers: hub.allowNamedServers,
      named_server_limit_per_user: hub.namedServerLimitPerUser,
      authenticate_prometheus: hub.authenticatePrometheus,
      redirect_to_server: hub.redirectToServer,
      shutdown_on_logout: hub.shutdownOnLogout,
      template_paths: hub.templatePaths,
      template_vars: hub.templateVars,
      log_level: debug.enabled ? 'DEBUG' : null,
    }),
  };
};

/** Relative to the hub's working folder, where its volume is mounted. */
function databaseUrl({ type, url }: Values['hub']['db']): Json | undefined {
  if (type === 'sqlite-pvc') return 'sqlite:///jupyterhub.sqlite';
  return type === 'sqlite-memory' ? 'sqlite://' : (url ?? undefined);
}

function services(values: Values, source: TraitSource): Json[] {
  const own = byName(values.hub.services).map(([key, service]) => {
    const { apiToken: _given, ...rest } = isObject(service) ? service : ({} as JsonObject);
    return { name: key, ...rest, api_token: serviceToken(key, service, source) };
  });
  return [...(values.cull.enabled ? [cullerService(values)] : []), ...own];
}

function roles(values: Values): Json[] {
  const own = byName(values.hub.loadRoles).map(([key, role]) => ({
    name: key,
    ...(isObject(role) ? role : {}),
  }));
  return [...(values.cull.enabled ? [cullerRole(values)] : []), ...own];
}

/** In the order in which the chart reads maps: sorted. */
function byName(map: JsonObject | null | undefined): [string, Json][] {
  return Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}
