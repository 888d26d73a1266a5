/** Shapes that several sections share (inventory 2.1). */
import { type TProperties, Type } from '@sinclair/typebox';
import type { SecretRef } from '../secret-ref';
import {
  anything,
  choice,
  countOrNull,
  flag,
  integerOrNull,
  list,
  object,
  REFERENCE,
  required,
  stringMap,
  text,
  textOrNull,
} from './leaf';

/** A map that holds these keys and no others. */
export function closed<T extends TProperties>(properties: T, description?: string) {
  return Type.Object(properties, { additionalProperties: false, ...(description ? { description } : {}) });
}

/** Like `closed`; a map that may be deleted with null, because only the hub reads it or only in some modes. */
export function deletable<T extends TProperties>(properties: T, description?: string) {
  return Type.Optional(closed(properties, description));
}

export const revisionHistoryLimit = countOrNull('How many old revisions Kubernetes keeps of it.', null);

export const image = (name: string | undefined, tag: string | undefined, what: string) =>
  closed(
    {
      name: required(name === undefined ? text('Repository.') : text('Repository.', name)),
      tag: required(tag === undefined ? text('Tag.') : text('Tag.', tag)),
      pullPolicy: choice([null, '', 'IfNotPresent', 'Always', 'Never'], 'When the kubelet pulls it.', null),
      pullSecrets: list('Secrets with registry credentials for this image: names or `{name}`.', []),
    },
    `Image of ${what}.`,
  );

export const serviceAccount = (what: string) =>
  closed(
    {
      create: required(flag('Whether the ServiceAccount is made.', true)),
      name: textOrNull('Its name, instead of the usual one.', null),
      annotations: stringMap('Its annotations.', {}),
    },
    `ServiceAccount of ${what}.`,
  );

export const podDisruptionBudget = (
  what: string,
  enabled: boolean,
  maxUnavailable: number | null,
  minAvailable: number | null,
) =>
  closed(
    {
      enabled: flag('Whether it is made.', enabled),
      maxUnavailable: integerOrNull('How many pods may be away at once.', maxUnavailable),
      minAvailable: integerOrNull('How many pods must be there.', minAvailable),
    },
    `PodDisruptionBudget of ${what}.`,
  );

/** The chart's schema asks for `enabled` only; numbers may be quoted. What the kubelet knows of probes passes through. */
export const probe = (
  what: string,
  numbers: [initialDelay: number, period: number, timeout: number, failures: number],
) =>
  Type.Object(
    {
      enabled: required(flag('Whether the kubelet probes.', true)),
      initialDelaySeconds: anything('Seconds before the first probe.', numbers[0]),
      periodSeconds: anything('Seconds between probes.', numbers[1]),
      timeoutSeconds: anything('Seconds until a probe counts as failed.', numbers[2]),
      failureThreshold: anything('Failed probes in a row until the kubelet acts.', numbers[3]),
    },
    { description: `${what} probe.` },
  );

export const networkPolicy = (what: string, ports: string[], guarded: boolean) =>
  closed(
    {
      enabled: flag('Whether the NetworkPolicy is made.', true),
      ingress: list('Further ingress rules, verbatim.', []),
      egress: list('Further egress rules, verbatim.', []),
      egressAllowRules: closed({
        cloudMetadataServer: flag('Egress to the cloud metadata address.', !guarded),
        dnsPortsCloudMetadataServer: flag('DNS at the cloud metadata address.', true),
        dnsPortsKubeSystemNamespace: flag('DNS in the namespace kube-system.', true),
        dnsPortsPrivateIPs: flag('DNS at private addresses.', true),
        nonPrivateIPs: flag('Egress to all but private addresses.', true),
        privateIPs: flag('Egress to private addresses.', !guarded),
      }),
      interNamespaceAccessLabels: choice(
        ['accept', 'ignore'],
        'Whether access labels count on pods and namespaces elsewhere too.',
        'ignore',
      ),
      allowedIngressPorts: list('Ports open to everybody: names or numbers.', ports),
    },
    `NetworkPolicy of ${what}.`,
  );

/** Security context of a container that needs no rights at all. */
export const unprivilegedContext = object('Container security context.', {
  runAsUser: 65534,
  runAsGroup: 65534,
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
});

export const resources = (what: string) => object(`Compute requests and limits of ${what}.`, {});

export const extraPodSpec = object(
  "Fields of the pod spec; each replaces the chart's own of that name (B-35).",
  {},
);

/** Files by key; each has a mountPath and one of data, stringData, binaryData (B-41). */
export const extraFiles = (where: string) =>
  Type.Optional(
    Type.Unsafe<Readonly<Record<string, ExtraFile>>>({
      type: 'object',
      description: `Files to mount into ${where}, by key.`,
      default: {},
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['mountPath'],
        properties: {
          mountPath: { type: 'string', description: 'Where the file appears.' },
          data: {
            type: 'object',
            description: 'Content, written in the format of the extension of mountPath.',
          },
          stringData: {
            type: ['string', 'object'],
            description: 'Content as text, or where a secret text is kept.',
            ...REFERENCE,
          },
          binaryData: { type: 'string', description: 'Content in base64.' },
          mode: { type: 'number', description: 'Permission bits; quote nothing, `0644` is octal here.' },
        },
      },
    }),
  );

export interface ExtraFile {
  readonly mountPath: string;
  readonly data?: import('../../document/json').JsonObject;
  readonly stringData?: string | SecretRef;
  readonly binaryData?: string;
  readonly mode?: number;
}
