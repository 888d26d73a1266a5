/** Alerts of a hub, each with what to do. Metrics are those of JupyterHub 5, of the kubelet, and of hub/vault_metrics.py. */
import type { PrometheusRuleSpec } from '../../../imports/prometheus-operator/types';
import type { Monitoring } from '../../config/schema/monitoring';
import { seconds } from '../../document/duration';
import type { FeatureContext } from '../feature';
import { matchers } from './matchers';

type Rule = NonNullable<NonNullable<NonNullable<PrometheusRuleSpec['groups']>[number]>['rules']>[number];

export function alerts(context: FeatureContext, section: Monitoring): Rule[] {
  const { hubDown = '5m', spawnFailures = 0.2, tokenExpiry = '4h', volumeFree = 0.1 } = section.alerts ?? {};
  const hub = matchers(context);
  const claims = matchers(context, { job: undefined });
  const lasting = `${seconds(hubDown) ?? 300}s`;
  const spawns = 'jupyterhub_server_spawn_duration_seconds_count';
  const failures = matchers(context, { 'status=~': 'failure|timeout' });
  const rules = [
    alert('JupyterHubDown', 'critical', lasting, `absent(up{${hub}} == 1)`, {
      summary: 'The hub does not answer: nobody can log in or start a server. Servers that run go on.',
      action: 'Look at the pod of the hub, its events and its log.',
    }),
    alert(
      'JupyterHubSpawnFailures',
      'warning',
      '5m',
      `sum(increase(${spawns}{${failures}}[30m])) / sum(increase(${spawns}{${hub}}[30m])) > ${spawnFailures}`,
      {
        summary: `More than ${percent(spawnFailures)} of the servers that were asked for in half an hour did not start.`,
        action: 'Look at the log of the hub, and at pending pods: images, room on nodes, claims.',
      },
    ),
    ...(context.sections.vault === undefined
      ? []
      : [
          alert(
            'JupyterHubVaultTokenExpires',
            'critical',
            '5m',
            `hubsynth_vault_token_expiry_timestamp_seconds{${hub}} - time() < ${seconds(tokenExpiry) ?? 14400}`,
            {
              summary: "The hub's token for Vault is not renewed and ends soon: then no server gets secrets.",
              action: 'Look at the container beside the hub; hubsynth vault token makes a new one.',
            },
          ),
        ]),
    alert(
      'JupyterHubVolumeFilling',
      'warning',
      '15m',
      `kubelet_volume_stats_available_bytes{${claims}} / kubelet_volume_stats_capacity_bytes{${claims}} < ${volumeFree}`,
      {
        summary: `Volume {{ $labels.persistentvolumeclaim }} has less than ${percent(volumeFree)} left.`,
        action: 'Free some of it, or make the claim larger.',
      },
    ),
  ];
  return rules.map((rule) => spokenFor(rule, context));
}

interface Words {
  readonly summary: string;
  readonly action: string;
}

function alert(name: string, severity: string, lasting: string, expr: string, words: Words): Rule {
  return { alert: name, expr, for: lasting, labels: { severity }, annotations: { ...words } };
}

/** Of which hub: `absent` and `sum` drop the labels of their series. */
function spokenFor(rule: Rule, { release, namespace }: FeatureContext): Rule {
  return { ...rule, labels: { ...rule.labels, hub: release, namespace } };
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
