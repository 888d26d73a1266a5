/** Every pod of the hub, and every one that a user can start, against the level that the config asks for. */
import { type Finding, podSecurity } from '../checks/pod-security';
import type { Hub } from '../config/hub';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { asObject, isObject, type JsonObject } from '../document/json';
import { originOf } from '../document/origin';
import { positionAt, valueAt } from '../document/path';
import type { RenderedObject } from '../output/rendered';
import type { HubConfiguration } from '../values/hub-configuration';
import { starts } from '../values/profiles/starts';
import { RIGHTS, userPod } from '../values/profiles/user-pod';

export function podSecurityProblems(
  hub: Hub,
  objects: readonly RenderedObject[],
  { traits, profiles }: HubConfiguration,
): Diagnostic[] {
  const level = hub.sections.podSecurity;
  if (level === undefined) return [];
  const pods: (readonly [string, JsonObject])[] = [
    ...objects.flatMap(({ manifest }): (readonly [string, JsonObject])[] => {
      const template = asObject((manifest as unknown as JsonObject)['spec'])['template'];
      return isObject(template) ? [[`${manifest.kind} ${manifest.metadata.name}`, template]] : [];
    }),
    ...starts(traits['KubeSpawner'] ?? {}, profiles.profiles, RIGHTS).map(
      ({ profile, settings }) =>
        [profile === '' ? 'A server' : `A server of profile ${profile}`, userPod(settings)] as const,
    ),
  ];
  const found = pods.flatMap(([name, pod]) =>
    podSecurity(pod, level).map((each): Diagnostic => {
      const part = each.container === undefined ? '' : `, container ${each.container}`;
      const position =
        originOf(each.holder, each.key)?.key ??
        ofValue(hub, name, each) ??
        nearby(each) ??
        positionAt(hub.data, ['podSecurity']);
      return {
        code: 'POD_SECURITY',
        severity: 'error',
        path: 'podSecurity',
        message: `${name}${part}: ${each.message}; the level ${level} does not let it in.`,
        hint: `Change it, or set podSecurity to ${level === 'restricted' ? 'baseline or privileged' : 'privileged'}.`,
        ...(position ? { position } : {}),
      };
    }),
  );
  return [...new Map(found.map((each) => [each.message, each])).values()];
}

/** Values that are traits as they are lost their place on the way. */
const VALUES: Readonly<Record<string, string>> = {
  runAsUser: 'uid',
  allowPrivilegeEscalation: 'allowPrivilegeEscalation',
};

function ofValue(hub: Hub, pod: string, { key }: Finding) {
  const path = ['jupyterhub', 'singleuser', VALUES[key] ?? ''];
  return pod.startsWith('A server') && valueAt(hub.data, path) !== undefined
    ? positionAt(hub.data, path)
    : undefined;
}

/** Where a field beside it was written. */
function nearby({ holder }: Finding) {
  const neighbour = Object.keys(holder).find((each) => originOf(holder, each));
  return neighbour === undefined ? undefined : originOf(holder, neighbour)?.key;
}
