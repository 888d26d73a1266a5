/** Parts of user pods, where they are written. */

import { checkPart } from '../../../lib/checks/parts/part';
import { checkSpawnerTrait } from '../../../lib/checks/parts/spawner-traits';
import type { Json } from '../../../lib/document/json';

const told = (trait: string, value: Json, inProfile = false) =>
  checkSpawnerTrait({ trait, value, path: ['at'], inProfile }).map(
    ({ problem, message }) => `${problem} ${message}`,
  );

test.each<[string, Json, string]>([
  [
    'init_containers',
    [{ name: 'a', imagePullSecret: 'x' }],
    'unknown-field at[0].imagePullSecret is not a field of Container.',
  ],
  [
    'init_containers',
    { a: { name: 'a', comand: [] } },
    'unknown-field at.a.comand is not a field of Container.',
  ],
  ['extra_containers', ['a'], 'type at[0] is "a"; it has to be a map (Container).'],
  ['volumes', [{ name: 'v', emptydir: {} }], 'unknown-field at[0].emptydir is not a field of Volume.'],
  [
    'volumes',
    [{ name: 'v', persistent_volume_claim: { claim_name: 'c', claimName: 'c' } }],
    'unknown-field at[0].persistentVolumeClaim.claim_name is not a field of PersistentVolumeClaimVolumeSource.',
  ],
  ['volume_mounts', [{ name: 'v', mountPath: 5 }], 'type at[0].mountPath is 5; it has to be a string.'],
  ['volume_mounts', [{ name: 'v' }], 'required at[0].mountPath is missing: VolumeMount requires it.'],
  [
    'tolerations',
    [{ key: 'k', opertor: 'Exists' }],
    'unknown-field at[0].opertor is not a field of Toleration.',
  ],
  ['node_selector', { gpu: true }, 'type at.gpu is true; it has to be a string.'],
  ['environment', { A: 5 }, 'type at.A is a number; it has to be a string.'],
  ['environment', { A: { valuefrom: {} } }, 'unknown-field at.A.valuefrom is not a field of EnvVar.'],
  ['extra_labels', { a: 'not a label!' }, expect.stringMatching(/^format at\.a /) as unknown as string],
  ['extra_pod_config', { dnsConfg: {} }, 'unknown-field at.dnsConfg is not a field of PodSpec.'],
  [
    'lifecycle_hooks',
    { post_start: { exe: {} } },
    'unknown-field at.postStart.exe is not a field of LifecycleHandler.',
  ],
  [
    'pod_security_context',
    { run_as_user: 5 },
    'unknown-field at.run_as_user is not a field of PodSecurityContext.',
  ],
  [
    'extra_resource_limits',
    { 'nvidia.com/gpu': 'many' },
    expect.stringMatching(/^format/) as unknown as string,
  ],
  [
    'pod_affinity_preferred',
    [{ weight: 1 }],
    'required at[0].podAffinityTerm is missing: WeightedPodAffinityTerm requires it.',
  ],
])('%s %j: %s', (trait, value, expected) => {
  expect(told(trait, value)).toEqual([expected]);
});

test.each<[string, Json]>([
  ['volumes', [{ name: 'home-{user_server}', persistent_volume_claim: { claimName: 'claim-{username}' } }]],
  ['volume_mounts', { home: { name: 'h', mountPath: '/home', subPath: null } }],
  ['extra_labels', { user: '{username}' }],
  ['extra_pod_config', { host_ipc: true, dns_policy: 'None', imagePullSecrets: [{ name: 'a' }] }],
  ['extra_container_config', { envFrom: [{ configMapRef: { name: 'a' } }] }],
  ['environment', { A: 'text', B: { valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }, C: null }],
  ['node_affinity_required', [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }]],
  ['mem_limit', 'anything'],
])('%s %j is all right', (trait, value) => {
  expect(told(trait, value)).toEqual([]);
});

test('what is missing in a map of a profile may be in the one that it is joined with', () => {
  const value = { home: { mountPath: '/home' } };
  expect(told('volume_mounts', value)).toHaveLength(1);
  expect(told('volume_mounts', value, true)).toEqual([]);
});

test('other parts are taken as Kubernetes writes them', () => {
  const part = {
    fragment: { of: 'Container', as: 'each' },
    value: [{ image_pull_policy: 'Always' }],
    path: [],
  } as const;
  expect(checkPart(part).map(({ message }) => message)).toEqual([
    '[0].image_pull_policy is not a field of Container.',
  ]);
});
