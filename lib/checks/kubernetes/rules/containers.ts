import { brief } from '../shown';
import { DNS_LABEL, follows } from '../syntax';
import { mapsIn, type Rule } from './rule';

/** Container names are DNS labels, each once in a pod, whatever list it is in. */
export const containers: Rule = {
  name: 'containers',
  on: {
    PodSpec(pod, context) {
      const seen = new Set<string>();
      for (const list of ['initContainers', 'containers', 'ephemeralContainers']) {
        for (const [index, { name }] of mapsIn(pod, list)) {
          if (typeof name !== 'string') continue;
          const path = [list, index, 'name'];
          if (!follows(DNS_LABEL, name))
            context.report(pod, path, 'format', `is ${brief(name)}; it has to be ${DNS_LABEL.called}.`);
          if (seen.has(name))
            context.report(
              pod,
              path,
              'format',
              `is ${brief(name)}; another container of the pod has this name.`,
            );
          seen.add(name);
        }
      }
    },
  },
};
