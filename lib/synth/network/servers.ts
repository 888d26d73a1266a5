/** Pods of users, as KubeSpawner labels them. */
import type { PodEndpoint } from '../../checks/network';
import { asObject } from '../../document/json';
import { sortedJson } from '../../document/sorted-json';
import type { HubConfiguration } from '../../values/hub-configuration';
import { starts } from '../../values/profiles/starts';

/** What decides on labels and ports. */
const TRAITS = ['common_labels', 'extra_labels', 'component_label', 'port'] as const;

/** One for each set of labels and ports. Names of users and servers, which differ, are in no selector. */
export function serverPods({ traits, profiles }: HubConfiguration, namespace: string): PodEndpoint[] {
  const groups = new Map<string, { readonly profiles: string[]; readonly pod: Omit<PodEndpoint, 'name'> }>();
  for (const { profile, settings } of starts(traits['KubeSpawner'] ?? {}, profiles.profiles, TRAITS)) {
    const component = String(settings['component_label'] ?? 'singleuser-server');
    // In this order KubeSpawner 7 puts them on top of each other (spawner.py, _build_pod_labels).
    const labels = {
      ...asObject(settings['extra_labels']),
      ...asObject(settings['common_labels']),
      'app.kubernetes.io/component': component,
      component,
    } as Record<string, string>;
    const number = Number(settings['port'] ?? 8888);
    const pod = { namespace, labels, ports: [{ number, protocol: 'TCP', name: 'notebook-port' } as const] };
    const key = sortedJson(pod as never);
    const group = groups.get(key) ?? { profiles: [], pod };
    if (!group.profiles.includes(profile)) group.profiles.push(profile);
    groups.set(key, group);
  }
  const all = [...groups.values()];
  return all.map((group) => ({
    name: all.length === 1 ? 'servers' : `servers of ${group.profiles.join(', ')}`,
    ...group.pod,
  }));
}
