/** `mcp`: who has the guard, beside what. What it guards: test/hub/test_mcp.py. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { build, objects } from '../support/config';
import { config, LOGIN } from './platform';

const GUARD = readFileSync(path.join(__dirname, '../../single-user/jupyter_config.py'), 'utf8');

/** Files of every server, by the place where they are. */
function made(...sections: string[]) {
  const all = objects(build(config(LOGIN, ...sections)));
  const { KubeSpawner } = parse(all['ConfigMap/hub'].data['traits.yaml']);
  const data: Readonly<Record<string, string>> = all['ConfigMap/singleuser']?.data ?? {};
  const mounts = Object.values(KubeSpawner.volume_mounts) as { mountPath: string; subPath?: string }[];
  const files = mounts.flatMap(({ mountPath, subPath = '' }) =>
    subPath in data ? [[mountPath, data[subPath]] as const] : [],
  );
  return { files: Object.fromEntries(files), environment: KubeSpawner.environment ?? {} };
}

const PLACES = ['/etc/xdg/jupyter/jupyter_config.py', '/usr/local/etc/jupyter/jupyter_config.py'];

test('every server is guarded, beside the settings for idle kernels', () => {
  const { files, environment } = made('mcp: {}\nculling: { kernels: { idle: 1h } }\n');
  expect(Object.keys(files).sort()).toEqual([...PLACES, '/usr/local/etc/jupyter/jupyter_server_config.json']);
  for (const place of PLACES) expect(files[place]).toBe(GUARD);
  expect(environment).not.toHaveProperty('JUPYTERHUB_ALLOW_TOKEN_IN_URL');
});

test.each([
  ['profiles: { buun-stack: true }\n', 2],
  ['profiles: { buun-stack-cuda: true }\n', 2],
  ['profiles: { buun-stack: true }\nmcp: { enabled: false }\n', 2],
  ['images: { registry: registry.example.com, tag: v1 }\nprofiles: { buun-stack: true }\n', 2],
  [
    'profiles: { custom: [{ name: own, displayName: Own, image: "localhost:30500/datastack-notebook:python-3.12-28" }] }\n',
    2,
  ],
  ['profiles: { pyspark: true }\n', 0],
  ['', 0],
])('images with the extension bring the guard along, whether it is wanted or not: %s', (section, count) => {
  expect(Object.keys(made(section).files)).toHaveLength(count);
});

test('tokens in addresses only when asked for', () => {
  expect(made('mcp: { tokenInUrl: true }\n').environment).toMatchObject({
    JUPYTERHUB_ALLOW_TOKEN_IN_URL: '1',
  });
});

test("files of users' own stay", () => {
  const own =
    'jupyterhub: { singleuser: { extraFiles: { motd: { mountPath: /etc/motd, stringData: hi } } } }\n';
  expect(made('mcp: {}\n', own).files).toMatchObject({ '/etc/motd': 'hi\n', [PLACES[1] ?? '']: GUARD });
});
