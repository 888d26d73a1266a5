/** The Namespace carries the strictest Pod Security level that lets every pod of the hub in. */
import { App, Chart } from 'cdk8s';
import { NamespaceComponent } from '../../lib/constructs/namespace/namespace';
import { renderedObjects } from '../../lib/constructs/rendered-objects';
import type { JsonObject } from '../../lib/document/json';
import { resolveValues } from '../../lib/values/resolve';

function level(written: JsonObject): string | undefined {
  const policy = { behaviour: 'fixed', lenient: false, plaintext: 'error' } as const;
  const { values } = resolveValues({ written, policy, release: { name: 'r', namespace: 'n' }, prefix: [] });
  if (!values) throw new Error('the values are refused');
  const chart = new Chart(new App(), 'test');
  new NamespaceComponent(chart, 'namespace', { name: 'n', values });
  const [object] = renderedObjects(chart, 'jupyterhub');
  expect(object).toMatchObject({ component: 'namespace', section: 'namespace' });
  return object?.manifest.metadata.labels?.['pod-security.kubernetes.io/enforce'];
}

const unblocked = { cloudMetadata: { blockWithIptables: false } };

test('the container that blocks the metadata address is privileged', () => {
  expect(level({})).toBe('privileged');
  expect(level({ singleuser: unblocked })).toBe('baseline');
});

test.each<[string, JsonObject]>([
  ['a folder of the node', { hub: { extraVolumes: [{ name: 'v', hostPath: { path: '/x' } }] } }],
  ['the network of the node', { proxy: { chp: { extraPodSpec: { hostNetwork: true } } } }],
  [
    'a privileged container',
    { hub: { extraContainers: [{ name: 'c', securityContext: { privileged: true } }] } },
  ],
  [
    'a capability in a profile',
    {
      singleuser: {
        profileList: [
          {
            kubespawner_override: {
              extra_containers: [{ securityContext: { capabilities: { add: ['SYS_ADMIN'] } } }],
            },
          },
        ],
      },
    },
  ],
])('%s needs privileges', (_name, values) => {
  const singleuser = { ...unblocked, ...(values['singleuser'] as JsonObject | undefined) };
  expect(level({ ...values, singleuser })).toBe('privileged');
});

test('data of users that only look like a pod need none', () => {
  expect(level({ singleuser: unblocked, custom: { hostPath: '/x', privileged: true } })).toBe('baseline');
  expect(level({ singleuser: unblocked, proxy: { chp: { extraPodSpec: { hostNetwork: false } } } })).toBe(
    'baseline',
  );
});
