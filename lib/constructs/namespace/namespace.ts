import type { Construct } from 'constructs';
import { isObject, type Json } from '../../document/json';
import { DEFAULTS } from '../../values/defaults';
import type { Values } from '../../values/schema/values';
import { Component } from '../kubernetes/component';
import type { Namespace } from '../kubernetes/plain';

export interface NamespaceProps {
  readonly name: string;
  readonly values: Values;
  /** Pod Security level that is asked for. Default: the strictest that lets every pod in. */
  readonly level?: Level | undefined;
}

/** The hub's namespace, labelled with the Pod Security level that the hub's pods need. */
export class NamespaceComponent extends Component {
  readonly component = 'namespace';
  readonly section = 'namespace';

  constructor(scope: Construct, id: string, { name, values, level }: NamespaceProps) {
    super(scope, id);
    this.add('namespace', namespace(name, level ?? podSecurityLevel(values)));
  }
}

type Level = 'restricted' | 'baseline' | 'privileged';

function namespace(name: string, level: Level): Namespace {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        'app.kubernetes.io/managed-by': 'hubsynth',
        'pod-security.kubernetes.io/enforce': level,
        'pod-security.kubernetes.io/warn': 'restricted',
      },
    },
  };
}

/** Keys of a pod that Pod Security baseline refuses. */
const PRIVILEGES = new Set(['hostPath', 'hostNetwork', 'hostPID', 'hostIPC', 'hostPort']);

/** The strictest level that lets every pod in; the container that blocks the metadata address is privileged. */
function podSecurityLevel(values: Values): 'baseline' | 'privileged' {
  if (values.singleuser.cloudMetadata.blockWithIptables) return 'privileged';
  const pods = ['hub', 'proxy', 'singleuser', 'scheduling'] as const;
  return pods.some((each) => needsPrivileges(values[each] as unknown as Json, DEFAULTS[each]))
    ? 'privileged'
    : 'baseline';
}

/** What is the chart's own, untouched, needs none and is not looked through. */
function needsPrivileges(node: Json, standard: Json | undefined): boolean {
  if (node === standard) return false;
  if (Array.isArray(node)) return node.some((each: Json) => needsPrivileges(each, undefined));
  if (!isObject(node)) return false;
  const usual = isObject(standard) ? standard : {};
  return Object.entries(node).some(
    ([key, value]) =>
      (PRIVILEGES.has(key) && value !== null && value !== false) ||
      (key === 'privileged' && value === true) ||
      (key === 'capabilities' && isObject(value) && Array.isArray(value['add']) && value['add'].length > 0) ||
      needsPrivileges(value, usual[key]),
  );
}
