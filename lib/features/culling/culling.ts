/** `culling` becomes `cull`, and the settings of every server for its kernels and terminals. */
import { seconds } from '../../document/duration';
import type { JsonObject } from '../../document/json';
import type { Feature, FeatureContext } from '../feature';
import { cullingPolicy } from './policy';

/** Jupyter reads it beside the files that an image brings along in other folders. */
const SETTINGS_FILE = '/usr/local/etc/jupyter/jupyter_server_config.json';

export function culling({ sections }: FeatureContext): Feature {
  const policy = cullingPolicy(sections);
  if (policy === undefined) return {};
  const settings = serverSettings(sections.culling, policy.every);
  const finite = (limit: number) => (Number.isFinite(limit) ? limit : 0);
  return {
    values: {
      cull: {
        enabled: true,
        timeout: finite(policy.widest.idle),
        every: policy.every,
        maxAge: finite(policy.widest.maxAge),
        ...(sections.culling?.users === undefined ? {} : { users: sections.culling.users }),
      },
      ...(Object.keys(settings).length === 0
        ? {}
        : {
            singleuser: {
              extraFiles: { 'server-culling.json': { mountPath: SETTINGS_FILE, data: settings } },
            },
          }),
    },
  };
}

function serverSettings(own: FeatureContext['sections']['culling'], every: number): JsonObject {
  const { kernels, terminals } = own ?? {};
  const after = (idle: string | number | undefined) => (idle === undefined ? 0 : (seconds(idle) ?? 0));
  const [kernel, terminal] = [after(kernels?.idle), after(terminals?.idle)];
  const interval = (idle: number) => Math.max(1, Math.min(every, idle));
  return {
    ...(kernel > 0
      ? {
          MappingKernelManager: {
            cull_idle_timeout: kernel,
            cull_interval: interval(kernel),
            cull_connected: kernels?.connected === true,
          },
        }
      : {}),
    ...(terminal > 0
      ? { TerminalManager: { cull_inactive_timeout: terminal, cull_interval: interval(terminal) } }
      : {}),
  };
}
