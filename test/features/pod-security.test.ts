/** `podSecurity`: every pod of the hub, and every one that a user can start, holds the level. */
import { parse } from 'yaml';
import { build, objects, refused } from '../support/config';
import { config, LOGIN as KEYCLOAK, SECRETS, VAULT } from './platform';

const AUTHENTICATOR = 'config: { JupyterHub: { authenticator_class: "null" } }';
const LOGIN = `jupyterhub: { hub: { ${AUTHENTICATOR} } }\n`;
const restricted = (values: string) => config('podSecurity: restricted\n', `jupyterhub: { ${values} }\n`);

test('a usual hub holds restricted, with Vault and all profiles', () => {
  const text = config(
    'podSecurity: restricted\n',
    KEYCLOAK,
    SECRETS,
    VAULT,
    'profiles: { datascience: true, pytorch: true, buun-stack: true }\nculling: {}\nmonitoring: {}\n',
  );
  const all = objects(build(text));
  expect(all['Namespace/jupyter'].metadata.labels).toMatchObject({
    'pod-security.kubernetes.io/enforce': 'restricted',
  });
  const { KubeSpawner } = parse(all['ConfigMap/hub'].data['traits.yaml']);
  expect(KubeSpawner.init_containers ?? []).toEqual([]);
  expect(KubeSpawner.pod_security_context).toEqual({
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  });
});

test.each([
  [
    `hub: { ${AUTHENTICATOR}, containerSecurityContext: { allowPrivilegeEscalation: true } }`,
    'allowPrivilegeEscalation',
  ],
  [
    `hub: { ${AUTHENTICATOR}, podSecurityContext: { seccompProfile: { type: Unconfined } } }`,
    'seccomp is off',
  ],
  [`hub: { ${AUTHENTICATOR}, initContainers: [{ name: chown, image: busybox }] }`, 'container chown'],
  [
    `hub: { ${AUTHENTICATOR}, extraVolumes: [{ name: data, hostPath: { path: /data } }] }`,
    'folder of its node',
  ],
  [`hub: { ${AUTHENTICATOR}, extraVolumes: [{ name: data, nfs: { server: a, path: /b } }] }`, 'of type nfs'],
  ['proxy: { chp: { containerSecurityContext: { runAsUser: 0 } } }', 'runs as root'],
  ['singleuser: { uid: 0 }', 'A server, container notebook: it runs as root'],
  ['singleuser: { allowPrivilegeEscalation: true }', 'allowPrivilegeEscalation'],
  ['singleuser: { extraPodConfig: { hostNetwork: true } }', 'namespace of its node'],
  [
    'singleuser: { initContainers: [{ name: fix, image: busybox, securityContext: { runAsUser: 0 } }] }',
    'container fix',
  ],
  ['singleuser: { storage: { extraVolumes: [{ name: d, hostPath: { path: /d } }] } }', 'folder of its node'],
  [
    'singleuser: { profileList: [{ display_name: A, slug: a }, { display_name: B, slug: b, kubespawner_override: { privileged: true } }] }',
    'A server of profile b, container notebook: it is privileged',
  ],
  [
    'singleuser: { profileList: [{ display_name: A, slug: a, profile_options: { o: { display_name: O, choices: { c: { display_name: C, kubespawner_override: { uid: 0 } } } } } }] }',
    'A server of profile a, container notebook: it runs as root',
  ],
])('%s does not hold restricted', (values, words) => {
  const messages = refused(restricted(values));
  const found = messages.find(({ code }) => code === 'POD_SECURITY');
  expect(messages.map(({ message }) => message).join('\n')).toContain(words);
  expect(found?.position?.line).toBe(4);
});

test('baseline lets in what it lets in', () => {
  const text = (level: string) =>
    config(
      `podSecurity: ${level}\n`,
      `jupyterhub: { singleuser: { allowPrivilegeEscalation: true, uid: 0 }, hub: { ${AUTHENTICATOR} } }\n`,
    );
  expect(refused(text('baseline'))).toEqual([]);
  expect(refused(text('restricted')).length).toBeGreaterThan(0);
});

test('privileged takes the container that blocks the metadata address', () => {
  const traits = (level: string) =>
    parse(objects(build(config(`podSecurity: ${level}\n`, LOGIN)))['ConfigMap/hub'].data['traits.yaml'])
      .KubeSpawner;
  expect(JSON.stringify(traits('privileged').init_containers)).toContain('block-cloud-metadata');
  expect(JSON.stringify(traits('baseline').init_containers ?? [])).not.toContain('block-cloud-metadata');
});

test('somebody has to close the metadata address', () => {
  const text = restricted(`singleuser: { networkPolicy: { enabled: false } }, hub: { ${AUTHENTICATOR} }`);
  const messages = refused(text).map(({ message }) => message);
  expect(messages.join('\n')).toContain('metadata address');
});
