import { isObject, type JsonObject } from '../../../document/json';
import { closest } from '../../../validation/did-you-mean';
import { brief } from '../shown';
import { type Context, mapsIn, type Rule } from './rule';

function volumeNames(pod: JsonObject, { ancestors }: Context): Set<string> {
  const names = mapsIn(pod, 'volumes').map(([, { name }]) => name);
  // Claims of a StatefulSet's own become volumes of its pods.
  for (const around of ancestors)
    for (const [, { metadata }] of mapsIn(around, 'volumeClaimTemplates'))
      if (isObject(metadata)) names.push(metadata['name'] ?? null);
  return new Set(names.filter((name) => typeof name === 'string'));
}

/** Every mount names a volume of the pod; a path is mounted once in a container. */
export const mounts: Rule = {
  name: 'mounts',
  on: {
    PodSpec(pod, context) {
      const known = volumeNames(pod, context);
      for (const list of ['initContainers', 'containers', 'ephemeralContainers']) {
        for (const [index, container] of mapsIn(pod, list)) {
          const paths = new Set<unknown>();
          for (const field of ['volumeMounts', 'volumeDevices']) {
            for (const [at, mount] of mapsIn(container, field)) {
              const { name, mountPath } = mount;
              const path = [list, index, field, at];
              if (typeof name === 'string' && !known.has(name)) {
                const meant = closest(name, [...known]);
                const hint = meant === undefined ? undefined : `did you mean ${meant}?`;
                context.report(
                  pod,
                  [...path, 'name'],
                  'format',
                  `is ${brief(name)}; the pod has no such volume.`,
                  hint,
                );
              }
              if (typeof mountPath !== 'string') continue;
              if (paths.has(mountPath))
                context.report(
                  pod,
                  [...path, 'mountPath'],
                  'format',
                  `is ${brief(mountPath)}; another mount has this path.`,
                );
              paths.add(mountPath);
            }
          }
        }
      }
    },
  },
};
