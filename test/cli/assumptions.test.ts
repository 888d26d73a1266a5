/** `hubsynth assumptions`. That each section says its own is tested beside the section. */
import path from 'node:path';
import { folder, hubsynth } from '../support/program';

const EVERYTHING = path.join(__dirname, '../../examples/everything/config');

test('every section that leans on something says on what', () => {
  const { status, stdout } = hubsynth(['assumptions', '--config', EVERYTHING], folder({}));
  expect(status).toBe(0);
  for (const each of [
    'the client jupyterhub, which sends people back to https://lab.example.com/hub/oauth_callback (login)',
    'ClusterSecretStore vault-secret-store',
    'Vault at https://vault.example.com is set up',
    'Nodes can pull registry.example.com/lab/datastack-notebook:python-3.12-29',
    'a RuntimeClass nvidia',
    'a StorageClass longhorn',
    'a claim course-material',
    'postgresql is at pods of the namespace postgres, port 5432',
    'an IngressClass nginx',
    'a ClusterIssuer letsencrypt',
    'Prometheus Operator',
  ])
    expect(stdout).toContain(each);
});

test('for programs, and for one hub', () => {
  const root = folder({
    'config/a.yaml': 'name: a\njupyterhub: { proxy: { service: { type: ClusterIP } } }\n',
    'config/b.yaml': 'name: b\nnamespace: b\nsecrets: { backend: existing }\n',
  });
  expect(hubsynth(['assumptions'], root).stdout).toBe(
    'a: nothing\nb\n- The Secrets are in the namespace b: hubsynth secrets check (secrets).\n',
  );
  const { stdout } = hubsynth(['assumptions', '--hub', 'a', '--json'], root);
  expect(JSON.parse(stdout)).toEqual({ ok: true, hubs: [{ hub: 'a', assumptions: [] }] });
  const { status, stderr } = hubsynth(['assumptions', '--hub', 'c'], root);
  expect([status, stderr]).toEqual([2, expect.stringContaining('There is no hub called c.')]);
});
