/** `culling`: one policy, in all places that need it. */
import { parse } from 'yaml';
import { build, objects, problems } from '../support/config';
import type { AnyObject } from '../support/render';
import { config } from './platform';

const LOGIN = 'jupyterhub: { hub: { config: { JupyterHub: { authenticator_class: "null" } } } }\n';

const culler = (text: string): string[] => {
  const { JupyterHub } = parse(objects(build(text))['ConfigMap/hub'].data['traits.yaml']);
  const service = JupyterHub.services.find(({ name }: AnyObject) => name === 'jupyterhub-idle-culler');
  return service.command.filter((each: string) => /^--(timeout|cull-every|max-age|cull-users)/.test(each));
};
const override = (text: string, slug: string): AnyObject =>
  parse(objects(build(text))['ConfigMap/hub-spawn'].data['profiles.yaml']).find(
    (each: AnyObject) => each.slug === slug,
  ).kubespawner_override;

test('the culler of the hub', () => {
  expect(culler(config('culling: { idle: 1h, every: 5m, maxAge: 0, users: true }\n', LOGIN))).toEqual([
    '--timeout=3600',
    '--cull-every=300',
    '--cull-users',
  ]);
  expect(culler(config('culling: {}\n', LOGIN))).toEqual([
    '--timeout=7200',
    '--cull-every=600',
    '--max-age=518400',
  ]);
});

test('kernels and terminals of every server', () => {
  const text = config(
    'culling: { every: 1m, kernels: { idle: 30m, connected: true }, terminals: { idle: 30s } }\n',
    LOGIN,
  );
  const { data } = objects(build(text))['ConfigMap/singleuser'];
  expect(JSON.parse(data['server-culling.json'])).toEqual({
    MappingKernelManager: { cull_idle_timeout: 1800, cull_interval: 60, cull_connected: true },
    TerminalManager: { cull_inactive_timeout: 30, cull_interval: 30 },
  });
});

test('a narrower profile ends its own servers, a wider one widens the culler and narrows the others', () => {
  const text = config(
    'culling: { idle: 2h, every: 10m, maxAge: 1d }\n',
    'profiles: { minimal: { culling: { idle: 5m } }, pytorch: { culling: { idle: 4h, maxAge: 3d } } }\n',
    'jupyterhub: { hub: { config: { JupyterHub: { authenticator_class: "null" }, Spawner: { args: [--debug] } } } }\n',
  );
  expect(culler(text)).toEqual(['--timeout=14400', '--cull-every=600', '--max-age=259200']);
  const idle = (seconds: number, interval: number) => [
    '--debug',
    `--MappingKernelManager.cull_idle_timeout=${seconds}`,
    `--MappingKernelManager.cull_interval=${interval}`,
    `--TerminalManager.cull_inactive_timeout=${seconds}`,
    `--TerminalManager.cull_interval=${interval}`,
    `--ServerApp.shutdown_no_activity_timeout=${seconds}`,
  ];
  expect(override(text, 'minimal')).toMatchObject({
    args: idle(300, 300),
    extra_pod_config: { activeDeadlineSeconds: 86400 },
  });
  expect(override(text, 'datascience')).toMatchObject({
    args: idle(7200, 600),
    extra_pod_config: { activeDeadlineSeconds: 86400 },
  });
  expect(override(text, 'pytorch')).not.toHaveProperty('args');
  expect(override(text, 'pytorch')).not.toHaveProperty('extra_pod_config');
});

test('without limits of their own profiles carry none', () => {
  const text = config('culling: {}\nprofiles: { minimal: true }\n', LOGIN);
  expect(Object.keys(override(text, 'minimal'))).toEqual(['image']);
});

test('a limit that nobody would be told is refused', () => {
  const idle = 'profiles: { minimal: { culling: { idle: 5m } } }\n';
  const cmd = (value: string) =>
    `jupyterhub: { singleuser: { cmd: ${value} }, hub: { config: { JupyterHub: { authenticator_class: "null" } } } }\n`;
  expect(problems(config(idle, cmd('null')))).toEqual(['VALUES_CONFLICT 3:35 profiles.minimal.culling.idle']);
  expect(problems(config(idle, cmd('start.sh')))).toEqual([]);
  expect(problems(config('profiles: {}\n', cmd('null')))).toEqual([]);
});
