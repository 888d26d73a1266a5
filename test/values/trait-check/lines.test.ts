/** Faults in traits, profiles and parts of pods are told at their line. */
import { strictRender } from '../../mutations/judge';

const VALUES = `hub:
  config:
    KubeSpawner:
      memLimit: 1G
      extra_pod_config:
        dnsConfig: { nameserver: [10.0.0.1] }
  extraEnv:
    A: { valuFrom: {} }
scheduling:
  userScheduler: { enabled: false, resources: { limit: {} } }
singleuser:
  memory:
    limit: 2Gi
  initContainers:
    - name: a
      imagePullSecret: x
  profileList:
    - display_name: P
      kubespawner_override:
        imagee: a
        volumes:
          - { name: v, emptydir: {} }
`;

test('with line and column', () => {
  const told = strictRender(VALUES)
    .filter(({ severity, position }) => severity === 'error' && position)
    .map(({ code, position }) => `${position?.line}:${position?.column} ${code}`);
  expect(told.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))).toEqual([
    '4:7 TRAIT_UNKNOWN',
    '6:22 K8S_UNKNOWN_FIELD',
    '8:10 K8S_UNKNOWN_FIELD',
    '10:49 K8S_UNKNOWN_FIELD',
    '13:5 TRAIT_TYPE',
    '16:7 K8S_UNKNOWN_FIELD',
    '20:9 TRAIT_UNKNOWN',
    '22:24 K8S_UNKNOWN_FIELD',
  ]);
});
