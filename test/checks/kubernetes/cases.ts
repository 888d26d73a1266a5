/** One field each: where it goes, its value, and what is said of it (nothing where it is right). */
import type { Problem } from '../../../lib/checks/kubernetes';
import type { Json } from '../../../lib/document/json';
import type { Path } from '../../../lib/document/path';
import { type Kind, manifest } from './manifests';

export interface Case {
  readonly kind: Kind;
  readonly path: Path;
  /** Undefined takes the field away. */
  readonly value: Json | undefined;
  readonly problem?: Problem;
}

const pod = ['spec', 'template', 'spec'];
const hub = [...pod, 'containers', 0];

const right = (kind: Kind, path: Path, ...values: Json[]): Case[] =>
  values.map((value) => ({ kind, path, value }));
const wrong = (problem: Problem, kind: Kind, path: Path, ...values: (Json | undefined)[]): Case[] =>
  values.map((value) => ({ kind, path, value, problem }));

const deployment = 'Deployment';
const memory = [...hub, 'resources', 'limits', 'memory'];
const port = [...hub, 'ports', 0, 'containerPort'];
const name = ['metadata', 'name'];

export const CASES: readonly Case[] = [
  // Structure.
  ...wrong('unknown-field', deployment, [...hub, 'resourcess'], {}),
  ...wrong('unknown-field', deployment, ['specs'], {}),
  ...wrong('unknown-field', 'ConfigMap', ['metadata', 'lables'], {}),
  ...wrong('unknown-field', deployment, [...pod, 'resource'], 1),
  ...wrong('unknown-field', 'Service', ['spec', 'ports', 0, 'containerPort'], 80),
  ...wrong('unknown-field', 'StatefulSet', ['spec', 'volumeClaimTemplates', 0, 'spec', 'size'], '1Gi'),
  ...wrong('unknown-field', deployment, ['constructor'], {}),
  ...wrong('type', deployment, ['spec', 'replicas'], '1', 1.5, true, [], {}),
  ...wrong('type', deployment, ['spec'], 'text', 1, [], false),
  ...wrong('type', deployment, [...pod, 'containers'], {}, 'hub'),
  ...wrong('type', deployment, [...hub, 'args'], 'jupyterhub', [7]),
  ...wrong('type', deployment, [...hub, 'securityContext', 'privileged'], 'false', 0),
  ...wrong('type', 'ConfigMap', ['data', 'number'], 1, true, {}),
  ...wrong('type', 'Service', ['spec', 'ports', 0, 'targetPort'], 1.5, true),
  ...right(deployment, ['spec', 'replicas'], 0, 3, null),
  ...right(deployment, ['metadata', 'creationTimestamp'], null, '2026-01-02T03:04:05Z'),
  ...right('Service', ['spec', 'ports', 0, 'targetPort'], 8000, 'http', 0),
  ...wrong('required', deployment, ['spec', 'selector'], undefined, null),
  ...wrong('required', deployment, [...hub, 'name'], undefined, null),
  ...wrong('required', deployment, [...pod, 'containers'], undefined),
  ...wrong('required', 'PriorityClass', ['value'], undefined),
  ...wrong('enum', 'StatefulSet', ['spec', 'volumeClaimTemplates', 0, 'kind'], 'Volume', 3),
  // Only in some versions, or required in one of them only.
  ...wrong('unknown-field', deployment, [...pod, 'hostnameOverride'], 'a'),
  ...wrong('unknown-field', 'PersistentVolumeClaim', ['spec', 'resources', 'claims'], []),
  ...wrong('required', 'StatefulSet', ['spec', 'serviceName'], undefined),
  // Rules beyond the schemas.
  ...right(deployment, memory, '1Gi', '1.5G', '500m', 1073741824, 0.5, '1e3', '.5Gi', '2E'),
  ...wrong('format', deployment, memory, '1GB', '1gi', '', 'lots', '1 Gi', '1e'),
  ...right(deployment, port, 1, 65535),
  ...wrong('format', deployment, port, 0, -1, 65536),
  ...wrong('format', deployment, ['spec', 'replicas'], 3_000_000_000),
  ...wrong('format', deployment, [...hub, 'ports', 0, 'name'], 'HTTP', 'much-too-long-name', '80', 'a--b'),
  ...wrong('format', deployment, [...hub, 'livenessProbe', 'httpGet', 'port'], '8081', 70000),
  ...right(deployment, name, 'hub', 'hub.example.com', '0hub'),
  ...wrong('format', deployment, name, 'Hub', 'hub_1', '-hub', 'a'.repeat(254)),
  ...wrong('required', deployment, name, undefined, null, ''),
  ...wrong('format', 'Service', name, '0proxy', 'proxy.public', 'a'.repeat(64)),
  ...wrong('format', 'StatefulSet', name, 'user.placeholder'),
  ...wrong('format', 'CronJob', name, 'a'.repeat(53)),
  ...right('Role', name, 'system:Hub_1'),
  ...wrong('format', 'Role', name, 'a/b', '..'),
  ...wrong('format', deployment, ['metadata', 'namespace'], 'jupyter.hub'),
  ...right(deployment, ['metadata', 'labels', 'hub.jupyter.org/dedicated'], '', 'Core_1.0'),
  ...wrong('format', deployment, ['metadata', 'labels', 'component'], '-hub', 'a b', 'a'.repeat(64)),
  ...wrong('format', deployment, ['metadata', 'labels', 'a b'], 'c'),
  ...wrong('format', deployment, ['metadata', 'labels', 'Example.com/name'], 'c'),
  ...wrong('format', deployment, [...pod, 'nodeSelector'], { 'a/b/c': 'd' }),
  ...right('ConfigMap', ['metadata', 'annotations', 'Example.com/Name'], 'any text\nat all'),
  ...wrong('format', 'ConfigMap', ['metadata', 'annotations', 'a b'], 'c'),
  ...wrong('format', 'ConfigMap', ['metadata', 'annotations', 'large'], 'a'.repeat(262_144)),
  ...wrong('format', deployment, [...hub, 'env', 0, 'name'], '', '1A', 'A=B', 'A B'),
  ...wrong('format', deployment, [...hub, 'env', 1, 'value'], 'both'),
  ...wrong('format', deployment, [...hub, 'name'], 'Hub', 'prepare'),
  ...wrong('format', deployment, [...pod, 'volumes', 3, 'name'], 'config', 'a_b'),
  ...wrong('format', deployment, [...hub, 'volumeMounts', 0, 'name'], 'confg'),
  ...wrong('format', deployment, [...hub, 'volumeMounts', 0, 'mountPath'], '/srv/jupyterhub'),
  ...right('StatefulSet', [...hub, 'volumeMounts', 0, 'mountPath'], '/other'),
  ...wrong('format', 'StatefulSet', [...hub, 'volumeMounts', 0, 'name'], 'other'),
  ...right(
    'NetworkPolicy',
    ['spec', 'egress', 0, 'to', 0, 'ipBlock', 'cidr'],
    '10.1.2.0/24',
    '::/0',
    'fd00::1:0/112',
  ),
  ...wrong(
    'format',
    'NetworkPolicy',
    ['spec', 'egress', 0, 'to', 0, 'ipBlock', 'cidr'],
    '10.0.0.0',
    '10.0.0.0/33',
  ),
  ...wrong(
    'format',
    'NetworkPolicy',
    ['spec', 'egress', 0, 'to', 0, 'ipBlock', 'except', 0],
    '10.0.0/8',
    'fd00:::/8',
  ),
  ...wrong('format', 'Service', ['spec', 'loadBalancerSourceRanges', 0], '1.2.3.256/8', 'home'),
  ...right('ConfigMap', ['data', 'a.B-c_1'], 'text', '', null),
  ...wrong('format', 'ConfigMap', ['data', 'a/b'], 'text'),
  ...wrong('format', 'ConfigMap', ['data', '..data'], 'text'),
  ...wrong('format', 'ConfigMap', ['data', 'logo'], 'in binaryData as well'),
  ...wrong('format', 'ConfigMap', ['data', 'large'], 'ä'.repeat(600_000)),
  ...right('Secret', ['data', 'large'], 'AAAA'.repeat(349_000)),
  ...wrong('format', 'Secret', ['data', 'large'], 'AAAA'.repeat(350_000)),
  ...wrong('format', 'Secret', ['data', 'token'], 'not base64', 'abc'),
  ...wrong('format', deployment, ['metadata', 'creationTimestamp'], 'yesterday', '2026-13-01T00:00:00Z'),
  ...right(deployment, ['spec', 'strategy', 'rollingUpdate', 'maxSurge'], 0, '50%'),
  ...wrong('format', deployment, ['spec', 'strategy', 'rollingUpdate', 'maxSurge'], '50', 'half', -1),
  ...wrong('format', deployment, ['spec', 'selector', 'matchLabels', 'component'], 'proxy'),
  ...wrong('format', deployment, ['spec', 'selector'], {}),
  ...right(deployment, [...hub, 'imagePullPolicy'], 'Always', ''),
  ...wrong('enum', deployment, [...hub, 'imagePullPolicy'], 'ifNotPresent', 'Sometimes'),
  ...wrong('enum', 'Service', ['spec', 'type'], 'Loadbalancer'),
  ...wrong('enum', 'PersistentVolumeClaim', ['spec', 'accessModes', 0], 'ReadWriteOnly'),
  ...wrong('enum', deployment, [...pod, 'tolerations', 0, 'operator'], 'Lt'),
];

/** The case's manifest: a good one with that field changed. */
export function made({ kind, path, value }: Case): ReturnType<typeof manifest> {
  const copy = structuredClone(manifest(kind));
  let container = copy as Record<string | number, Json>;
  for (const key of path.slice(0, -1)) {
    container[key] ??= {};
    container = container[key] as Record<string | number, Json>;
  }
  const last = path.at(-1) ?? '';
  if (value === undefined) delete container[last];
  else
    Object.defineProperty(container, last, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}
