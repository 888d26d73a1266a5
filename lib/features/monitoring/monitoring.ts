/** `monitoring`: a ServiceMonitor with a token of its own, alerts, and a dashboard. */
import type { PrometheusRuleSpec, ServiceMonitorSpec } from '../../../imports/prometheus-operator/types';
import { seconds } from '../../document/duration';
import type { Feature, FeatureContext, FeatureObject } from '../feature';
import { hubPath, inNamespace, namesOf, selectorOf } from '../names';
import { alerts } from './alerts';
import { dashboard } from './dashboard';

export const METRICS_TOKEN = { name: 'jupyterhub-metrics-token', key: 'token' } as const;

const API = 'monitoring.coreos.com/v1';
const MANAGED = { 'app.kubernetes.io/managed-by': 'hubsynth' };

export function monitoring(context: FeatureContext): Feature {
  const section = context.sections.monitoring;
  if (section === undefined) return {};
  const prometheus = section.namespace ?? 'monitoring';
  const withToken = (section.access ?? 'token') === 'token';
  const labels = { ...MANAGED, ...section.labels };
  const object = (kind: string, apiVersion: string, name: string, more: object, own = labels) =>
    ({
      component: 'monitoring',
      manifest: { apiVersion, kind, metadata: { name, namespace: context.namespace, labels: own }, ...more },
    }) as FeatureObject;
  const name = namesOf(context).of('hub');
  const monitor: ServiceMonitorSpec = {
    namespaceSelector: { matchNames: [context.namespace] },
    selector: { matchLabels: selectorOf(context, 'hub') },
    endpoints: [
      {
        port: 'hub',
        path: hubPath(context.values, '/hub/metrics'),
        interval: `${seconds(section.interval ?? '30s') ?? 30}s`,
        ...(withToken ? { authorization: { type: 'token', credentials: { ...METRICS_TOKEN } } } : {}),
      },
    ],
  };
  const rules: PrometheusRuleSpec = { groups: [{ name: `${name}.rules`, rules: alerts(context, section) }] };
  const shown = section.dashboard ?? {};
  return {
    values: {
      hub: {
        ...(withToken
          ? {
              services: { prometheus: { apiToken: { secret: { ...METRICS_TOKEN } }, display: false } },
              loadRoles: { prometheus: { scopes: ['read:metrics'], services: ['prometheus'] } },
            }
          : { authenticatePrometheus: false }),
        networkPolicy: { ingress: [{ from: [inNamespace(prometheus)], ports: [{ port: 'http' }] }] },
      },
    },
    objects: [
      object('ServiceMonitor', API, name, { spec: monitor }),
      ...(section.alerts?.enabled === false ? [] : [object('PrometheusRule', API, name, { spec: rules })]),
      ...(shown.enabled === false
        ? []
        : [
            object(
              'ConfigMap',
              'v1',
              `${name}-dashboard`,
              { data: { [`${context.release}.json`]: dashboard(context) } },
              { ...MANAGED, ...(shown.labels ?? { grafana_dashboard: '1' }) },
            ),
          ]),
    ],
    assumptions: [
      `Prometheus Operator runs, finds ServiceMonitors of ${context.namespace}, and its Prometheus is in ${prometheus} (monitoring).`,
    ],
  };
}
