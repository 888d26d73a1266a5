/** A dashboard of one hub for Grafana: who is there, whether servers start, and what fills up. */
import type { FeatureContext } from '../feature';
import { matchers } from './matchers';

interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly kind?: 'stat' | 'timeseries';
  /** Expression and the name of its line. */
  readonly lines: readonly (readonly [string, string])[];
}

const DATASOURCE = { type: 'prometheus', uid: '$datasource' };

/** The JSON model of the dashboard. */
export function dashboard(context: FeatureContext): string {
  const { release, namespace } = context;
  const model = {
    // One for each hub, in letters that Grafana takes.
    uid: `hub-${namespace}-${release}`.slice(0, 40),
    title: `JupyterHub ${release} (${namespace})`,
    tags: ['jupyterhub'],
    timezone: 'browser',
    schemaVersion: 39,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    templating: {
      list: [{ name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus' }],
    },
    panels: panels(context).map(panel),
  };
  return `${JSON.stringify(model, null, 2)}\n`;
}

function panels(context: FeatureContext): Panel[] {
  const hub = matchers(context);
  const claims = matchers(context, { job: undefined });
  const bucket = (metric: string) =>
    `histogram_quantile(0.95, sum by (le) (rate(${metric}_bucket{${hub}}[10m])))`;
  const spawns = 'jupyterhub_server_spawn_duration_seconds';
  return [
    {
      title: 'Servers that run',
      unit: 'short',
      kind: 'stat',
      lines: [[`jupyterhub_running_servers{${hub}}`, 'servers']],
    },
    {
      title: 'Users active',
      unit: 'short',
      kind: 'stat',
      lines: [[`jupyterhub_active_users{${hub}}`, '{{period}}']],
    },
    {
      title: 'Hub is up',
      unit: 'short',
      kind: 'stat',
      lines: [[`up{${hub}}`, '{{pod}}']],
    },
    { title: 'Servers over time', unit: 'short', lines: [[`jupyterhub_running_servers{${hub}}`, 'servers']] },
    {
      title: 'Starts of servers',
      unit: 'short',
      lines: [[`sum by (status) (increase(${spawns}_count{${hub}}[10m]))`, '{{status}}']],
    },
    { title: 'Time to start (95 of 100)', unit: 's', lines: [[bucket(spawns), 'start']] },
    {
      title: 'Time to answer (95 of 100)',
      unit: 's',
      lines: [[bucket('jupyterhub_request_duration_seconds'), 'request']],
    },
    {
      title: 'Volumes, part that is used',
      unit: 'percentunit',
      lines: [
        [
          `1 - kubelet_volume_stats_available_bytes{${claims}} / kubelet_volume_stats_capacity_bytes{${claims}}`,
          '{{persistentvolumeclaim}}',
        ],
      ],
    },
    ...(context.sections.vault === undefined
      ? []
      : [
          {
            title: "Life left of the hub's token for Vault",
            unit: 's',
            lines: [[`hubsynth_vault_token_expiry_timestamp_seconds{${hub}} - time()`, 'token']],
          } as const,
        ]),
  ];
}

/** Three small ones in a row, then two in a row. */
function panel({ title, unit, kind = 'timeseries', lines }: Panel, index: number): object {
  const small = index < 3;
  const place = small
    ? { x: index * 8, y: 0, w: 8, h: 4 }
    : { x: ((index - 3) % 2) * 12, y: 4 + Math.floor((index - 3) / 2) * 8, w: 12, h: 8 };
  return {
    id: index + 1,
    type: kind,
    title,
    datasource: DATASOURCE,
    gridPos: place,
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    targets: lines.map(([expr, legendFormat], line) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + line),
      datasource: DATASOURCE,
      expr,
      legendFormat,
    })),
  };
}
