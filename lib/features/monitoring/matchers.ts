import type { FeatureContext } from '../feature';
import { namesOf } from '../names';

/**
 * Labels of the hub's metrics, as PromQL writes them: the operator calls the job as the Service is called. A key of
 * `more` may end in an operator, as `status=~`; undefined leaves a label out.
 */
export function matchers(
  context: FeatureContext,
  more: Readonly<Record<string, string | undefined>> = {},
): string {
  const all = { job: namesOf(context).of('hub'), namespace: context.namespace, ...more };
  return Object.entries(all)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${/[=~!]$/.test(key) ? key : `${key}=`}${JSON.stringify(value)}`)
    .join(',');
}
