import { brief } from '../shown';
import { DNS_LABEL, follows } from '../syntax';
import { mapsIn, type Rule } from './rule';

/** Volume names are DNS labels, each once in a pod. */
export const volumes: Rule = {
  name: 'volumes',
  on: {
    PodSpec(pod, context) {
      const seen = new Set<string>();
      for (const [index, { name }] of mapsIn(pod, 'volumes')) {
        if (typeof name !== 'string') continue;
        const path = ['volumes', index, 'name'];
        if (!follows(DNS_LABEL, name))
          context.report(pod, path, 'format', `is ${brief(name)}; it has to be ${DNS_LABEL.called}.`);
        if (seen.has(name))
          context.report(pod, path, 'format', `is ${brief(name)}; another volume of the pod has this name.`);
        seen.add(name);
      }
    },
  },
};
