/** What is wrong with Pods and claims that KubeSpawner made. */
import { checkManifest, NEWEST, OLDEST } from '../../checks/kubernetes';
import type { JsonObject } from '../../document/json';
import type { Problem, Spawn } from './report';

export function spawnProblems(spawns: readonly Spawn[]): Problem[] {
  const found = new Map<string, Problem>();
  const add = (message: string, profile?: string) =>
    found.set(message, { severity: 'error', message, ...(profile ? { profile } : {}) });
  for (const spawn of spawns) {
    if (spawn.error !== undefined) add(`${titleOf(spawn)}: ${spawn.error}`, spawn.profile);
    for (const manifest of [spawn.pod, spawn.claim]) {
      if (!manifest) continue;
      for (const { message } of checkManifest(manifest, { oldest: OLDEST, newest: NEWEST }))
        add(`${titleOf(spawn)}: ${String(manifest['kind'])}: ${message}`, spawn.profile);
    }
  }
  for (const message of shared(spawns)) add(message);
  return [...found.values()];
}

export function titleOf({ profile, choices }: Pick<Spawn, 'profile' | 'choices'>): string {
  return [profile || 'server', choices].filter(Boolean).join(', ');
}

/** Two users must never get one Pod; of a claim each has to have its own where claims are made at all. */
function shared(spawns: readonly Spawn[]): string[] {
  const owners = new Map<string, string>();
  return spawns.flatMap((spawn) =>
    [spawn.pod, spawn.claim].flatMap((manifest) => {
      const name =
        manifest && `${String(manifest['kind'])} ${String((manifest['metadata'] as JsonObject)['name'])}`;
      if (!name) return [];
      const other = owners.get(name) ?? spawn.user;
      owners.set(name, other);
      return other === spawn.user ? [] : [`${name} belongs to two users: ${other} and ${spawn.user}.`];
    }),
  );
}
