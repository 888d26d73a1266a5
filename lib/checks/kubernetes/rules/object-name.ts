import { isObject, type JsonObject } from '../../../document/json';
import { brief } from '../shown';
import { DNS_LABEL, DNS_LABEL_1035, DNS_SUBDOMAIN, follows, type Grammar, PATH_SEGMENT } from '../syntax';
import type { Context, Rule } from './rule';

const SUBDOMAINS = [
  'ConfigMap',
  'DaemonSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'Ingress',
  'IngressClass',
  'Job',
  'LimitRange',
  'NetworkPolicy',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Pod',
  'PodDisruptionBudget',
  'PriorityClass',
  'ResourceQuota',
  'RuntimeClass',
  'Secret',
  'ServiceAccount',
  'StorageClass',
];
const SEGMENTS = ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'];

/** A CronJob's name is lengthened by up to 11 characters for its Jobs, whose names go into labels. */
const CRON_JOB: Grammar = { ...DNS_SUBDOMAIN, longest: 52, called: 'a DNS name of up to 52 characters' };

function named(grammar: (context: Context) => Grammar) {
  return (node: JsonObject, context: Context) => {
    // Templates of claims carry metadata too, with rules of their own.
    if (context.ancestors.length > 0) return;
    const metadata = isObject(node['metadata']) ? node['metadata'] : {};
    const { name, namespace, generateName } = metadata;
    const rule = grammar(context);
    if (typeof name === 'string' && name !== '') {
      if (!follows(rule, name))
        context.report(
          node,
          ['metadata', 'name'],
          'format',
          `is ${brief(name)}; it has to be ${rule.called}.`,
        );
    } else if ((name ?? '') === '' && !generateName) {
      const path = isObject(node['metadata']) ? ['metadata', 'name'] : ['metadata'];
      context.report(node, path, 'required', 'is missing: every object has a name.');
    }
    if (typeof namespace === 'string' && namespace !== '' && !follows(DNS_LABEL, namespace))
      context.report(
        node,
        ['metadata', 'namespace'],
        'format',
        `is ${brief(namespace)}; it has to be ${DNS_LABEL.called}.`,
      );
  };
}

const each = (kinds: readonly string[], grammar: Grammar) =>
  Object.fromEntries(kinds.map((kind) => [kind, named(() => grammar)]));

/** Names and namespaces of the objects themselves. */
export const objectName: Rule = {
  name: 'object-name',
  on: {
    ...each(SUBDOMAINS, DNS_SUBDOMAIN),
    ...each(SEGMENTS, PATH_SEGMENT),
    ...each(['Namespace', 'StatefulSet'], DNS_LABEL),
    CronJob: named(() => CRON_JOB),
    Service: named(({ oldest }) => (oldest < 36 ? DNS_LABEL_1035 : DNS_LABEL)),
  },
};
