/** ExternalSecrets: the operator reads the store and makes Secrets. Values are made once, in the store, by commands. */
import type { ExternalSecretSpec } from '../../../imports/external-secrets/types';
import type { Secrets } from '../../config/schema/secrets';
import { seconds } from '../../document/duration';
import type { FeatureObject } from '../feature';
import type { Credential } from './credentials';
import { counterOf } from './rotation';

type Data = NonNullable<ExternalSecretSpec['data']>[number];
type Template = NonNullable<NonNullable<ExternalSecretSpec['target']>['template']>;

/** Any change of the metadata makes the operator fetch again. */
const ROTATION = 'hubsynth.io/rotation';
const LABELS = { 'app.kubernetes.io/managed-by': 'hubsynth' };

/** One for each Secret. */
export function externalSecrets(
  credentials: readonly Credential[],
  secrets: Secrets,
  namespace: string,
): FeatureObject[] {
  const names = [...new Set(credentials.map(({ secret }) => secret.name))];
  return names.map((name) => {
    const group = credentials.filter(({ secret }) => secret.name === name);
    return {
      component: 'secrets',
      manifest: {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name, namespace, labels: LABELS, ...annotations(group, secrets) },
        spec: spec(name, group, secrets),
      },
    };
  });
}

function annotations(group: readonly Credential[], secrets: Secrets) {
  const counters = group
    .map((each) => [each.name, counterOf(each, secrets)] as const)
    .filter(([, counter]) => counter > 0)
    .map(([name, counter]) => `${name}=${counter}`);
  return counters.length === 0
    ? {}
    : { annotations: { [ROTATION]: [...new Set(counters)].sort().join(',') } };
}

function spec(name: string, group: readonly Credential[], { store = {}, refreshInterval = '5m' }: Secrets) {
  const periodic = group.some((each) => each.periodic);
  const made: ExternalSecretSpec = {
    secretStoreRef: { kind: store.kind ?? 'ClusterSecretStore', name: store.name ?? 'vault-secret-store' },
    ...(periodic
      ? { refreshPolicy: 'Periodic', refreshInterval: `${seconds(refreshInterval) ?? 0}s` }
      : { refreshPolicy: 'OnChange' }),
    target: {
      name,
      // Owner would delete the Secret, and with it what the hub reads, when the ExternalSecret is pruned.
      creationPolicy: 'Orphan',
      deletionPolicy: 'Retain',
      template: template(group),
    },
    data: group.flatMap(data),
  };
  return made;
}

/** Metadata are always given: the operator would copy those of the ExternalSecret, and an applier prune the copy. */
function template(group: readonly Credential[]): Template {
  const type = group[0]?.secret.type ?? 'Opaque';
  const base: Template = { engineVersion: 'v2', type, metadata: { labels: LABELS, annotations: {} } };
  if (!group.some(({ previous }) => previous !== undefined)) return base;
  const texts = group.map(({ secret, property, previous }) => [
    secret.key,
    previous === undefined
      ? value(secret.key)
      : `${value(property)}{{ with index . ${quoted(previous)} }};{{ . }}{{ end }}`,
  ]);
  return { ...base, mergePolicy: 'Replace', data: Object.fromEntries(texts) };
}

function data({ secret, path, property, previous }: Credential): Data[] {
  const from = (secretKey: string, of: string): Data => ({
    secretKey,
    remoteRef: {
      key: path,
      property: of,
      // Said, although these are the defaults: the server writes them in, and an applier would see a difference.
      conversionStrategy: 'Default',
      decodingStrategy: 'None',
      metadataPolicy: 'None',
    },
  });
  return previous === undefined
    ? [from(secret.key, property)]
    : [from(property, property), from(previous, previous)];
}

function value(key: string): string {
  return `{{ index . ${quoted(key)} }}`;
}

function quoted(key: string): string {
  return JSON.stringify(key);
}
