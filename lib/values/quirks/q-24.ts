import { quirk } from './quirk';

const NUMBERS = ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds', 'failureThreshold'];

/** Which keys of a probe reach the pod. */
export const q24 = quirk({
  id: 'Q-24',
  decision: 'fixed',
  chartDoes: 'Keys of a probe other than four numbers are ignored without a word.',
  weDo: 'Every key reaches the probe.',
  occurs: (values) => {
    const probes = [
      ['hub', 'livenessProbe', values.hub.livenessProbe],
      ['hub', 'readinessProbe', values.hub.readinessProbe],
      ['proxy', 'chp', 'livenessProbe', values.proxy.chp.livenessProbe],
      ['proxy', 'chp', 'readinessProbe', values.proxy.chp.readinessProbe],
    ] as const;
    for (const each of probes) {
      const ignored = Object.keys(each[each.length - 1] as object).find(
        (key) => key !== 'enabled' && !NUMBERS.includes(key),
      );
      if (ignored !== undefined) return [...(each.slice(0, -1) as string[]), ignored];
    }
    return undefined;
  },
  chart: (key: string) => NUMBERS.includes(key),
  fixed: (key: string) => key !== 'enabled',
});
