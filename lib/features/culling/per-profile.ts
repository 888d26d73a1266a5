/** Limits of a profile that are narrower than those of the hub's culler: its servers and pods keep them. */
import { isObject, type Json, type JsonObject } from '../../document/json';
import { type CullingPolicy, limit } from './policy';

interface Own {
  readonly idle?: string | number;
  readonly maxAge?: string | number;
}

export interface CullingContext {
  readonly policy: CullingPolicy | undefined;
  /** Arguments of all servers: those of a profile take their place in KubeSpawner. */
  readonly args: readonly Json[];
}

export function cullingTraits(own: Own | undefined, { policy, args }: CullingContext): JsonObject {
  if (policy === undefined) return {};
  const { usual, widest, every } = policy;
  const idle = own?.idle === undefined ? usual.idle : limit(own.idle);
  const maxAge = own?.maxAge === undefined ? usual.maxAge : limit(own.maxAge);
  return {
    ...(idle < widest.idle ? { args: [...args, ...stopWhenIdle(idle, every)] } : {}),
    // Kubernetes ends the pod; the hub sees it at its next look.
    ...(maxAge < widest.maxAge ? { extra_pod_config: { activeDeadlineSeconds: maxAge } } : {}),
  };
}

/** A server ends itself when no kernel and no terminal is left, so these have to end first. */
function stopWhenIdle(idle: number, every: number): string[] {
  const interval = Math.max(1, Math.min(every, idle));
  return [
    `--MappingKernelManager.cull_idle_timeout=${idle}`,
    `--MappingKernelManager.cull_interval=${interval}`,
    `--TerminalManager.cull_inactive_timeout=${idle}`,
    `--TerminalManager.cull_interval=${interval}`,
    `--ServerApp.shutdown_no_activity_timeout=${idle}`,
  ];
}

/** `args` of all servers, as users' own values have it. */
export function serverArguments(values: JsonObject): readonly Json[] {
  const hub = values['hub'];
  const config = isObject(hub) ? hub['config'] : undefined;
  const classes = isObject(config) ? config : {};
  const found = ['KubeSpawner', 'Spawner'].map((name) => {
    const traits = classes[name];
    return isObject(traits) ? traits['args'] : undefined;
  });
  return (found.find(Array.isArray) as readonly Json[] | undefined) ?? [];
}
