import { isObject, type Json } from '../../document/json';
import { quirk } from './quirk';

/** Roles: those of the chart (the culler's, hub.loadRoles) and those a user wrote as a trait. */
export const q28 = quirk({
  id: 'Q-28',
  decision: 'fixed',
  chartDoes:
    'hub.config.JupyterHub.load_roles replaces all roles, those of the idle culler and of hub.loadRoles included: idle servers are never stopped.',
  weDo: 'Roles are joined by name; yours wins.',
  occurs: ({ hub, cull }) =>
    hub.config.JupyterHub['load_roles'] !== undefined &&
    (cull.enabled || Object.keys(hub.loadRoles ?? {}).length > 0)
      ? ['hub', 'config', 'JupyterHub', 'load_roles']
      : undefined,
  chart: (_chart: Json, own: Json): Json => own,
  fixed: (chart: Json, own: Json): Json =>
    Array.isArray(chart) && Array.isArray(own)
      ? [...chart.filter((each) => !own.some((other) => nameOf(other) === nameOf(each))), ...own]
      : own,
});

function nameOf(role: Json): Json | undefined {
  return isObject(role) ? role['name'] : undefined;
}
