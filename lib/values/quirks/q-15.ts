import { isObject, type Json, type JsonObject } from '../../document/json';
import { quirk } from './quirk';

type Variables = JsonObject | readonly Json[] | null | undefined;

/** singleuser.extraEnv as KubeSpawner's trait `environment` wants it. */
export const q15 = quirk({
  id: 'Q-15',
  decision: 'fixed',
  chartDoes: 'singleuser.extraEnv as a list passes, and the hub then fails to start.',
  weDo: 'The list becomes the map it stands for.',
  occurs: ({ singleuser }) => (Array.isArray(singleuser.extraEnv) ? ['singleuser', 'extraEnv'] : undefined),
  chart: (variables: Variables): Variables => variables,
  fixed: (variables: Variables): Variables =>
    Array.isArray(variables)
      ? Object.fromEntries(variables.filter(isObject).map((each) => [String(each['name']), each]))
      : variables,
});
