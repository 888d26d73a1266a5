/** The pod that KubeSpawner makes of its traits, as far as its rights go. */

import { joinMaps } from '../../document/join-maps';
import { asObject, type Json, type JsonObject } from '../../document/json';
import { copyOrigin } from '../../document/origin';
import { containersOf } from './starts';

/** What decides on the rights of a pod. */
export const RIGHTS = [
  'uid',
  'gid',
  'fs_gid',
  'privileged',
  'allow_privilege_escalation',
  'container_security_context',
  'pod_security_context',
  'extra_annotations',
  'extra_pod_config',
  'extra_container_config',
  'lifecycle_hooks',
  'init_containers',
  'extra_containers',
  'volumes',
] as const;

/** Dedicated traits first, then the contexts, then what is put over the whole (kubespawner/objects.py, 7.0). */
export function userPod(traits: JsonObject): JsonObject {
  const renamed = (names: Readonly<Record<string, string>>) => {
    const made: Record<string, Json> = {};
    for (const [key, trait] of Object.entries(names)) {
      const value = traits[trait] ?? null;
      if (value === null) continue;
      made[key] = value;
      copyOrigin(made, traits, trait, key);
    }
    return made;
  };
  const below = (under: JsonObject, trait: string) =>
    joinMaps(under, asObject(traits[trait]), (_under, over) => over);
  const context = renamed({
    runAsUser: 'uid',
    runAsGroup: 'gid',
    privileged: 'privileged',
    allowPrivilegeEscalation: 'allow_privilege_escalation',
  });
  // KubeSpawner's default, and not said while it is.
  if (!('allowPrivilegeEscalation' in context)) context['allowPrivilegeEscalation'] = false;
  const server = below(
    {
      name: 'notebook',
      ...renamed({ lifecycle: 'lifecycle_hooks' }),
      securityContext: below(context, 'container_security_context'),
    },
    'extra_container_config',
  );
  const spec: JsonObject = {
    securityContext: below(renamed({ fsGroup: 'fs_gid' }), 'pod_security_context'),
    initContainers: containersOf(traits['init_containers']),
    containers: [server, ...containersOf(traits['extra_containers'])],
    volumes: containersOf(traits['volumes']),
  };
  return {
    metadata: { annotations: asObject(traits['extra_annotations']) },
    spec: below(spec, 'extra_pod_config'),
  };
}
