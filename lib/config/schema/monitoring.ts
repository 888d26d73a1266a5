/** `monitoring`: what Prometheus and Grafana need of a hub. */
import { type Static, Type } from '@sinclair/typebox';
import { choice, duration, flag, group, objectName, section } from './words';

const labels = (description: string, value: Readonly<Record<string, string>>) =>
  Type.Optional(
    Type.Unsafe<Readonly<Record<string, string>>>({
      type: 'object',
      description,
      additionalProperties: { type: 'string' },
      default: value,
    }),
  );

const share = (description: string, value: number) =>
  Type.Optional(Type.Number({ description, exclusiveMinimum: 0, maximum: 1, default: value }));

export const MonitoringSection = section('Metrics, alerts and a dashboard: Prometheus Operator, Grafana.', {
  namespace: objectName('Where Prometheus runs.', 'monitoring'),
  labels: labels('Labels by which Prometheus finds its objects, such as release: prometheus.', {}),
  interval: duration('How often metrics are fetched.', '30s'),
  access: choice(
    ['token', 'open'],
    'Metrics with a token of their own, or for everybody who reaches the hub.',
    'token',
  ),
  alerts: group('When somebody is told.', {
    enabled: flag('Whether there are alerts.', true),
    hubDown: duration('The hub does not answer.', '5m'),
    spawnFailures: share('This part of the starts fails.', 0.2),
    tokenExpiry: duration("The hub's token for Vault has less to live.", '4h'),
    volumeFree: share('Less than this part of a volume is free.', 0.1),
  }),
  dashboard: group('A dashboard for Grafana.', {
    enabled: flag('Whether there is one.', true),
    labels: labels("Labels by which Grafana's sidecar finds it.", { grafana_dashboard: '1' }),
  }),
});

export type Monitoring = NonNullable<Static<typeof MonitoringSection>>;
