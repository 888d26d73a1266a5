/** Label selectors, as Kubernetes reads them. */
import { asObject, isObject, type Json } from '../../document/json';

type Labels = Readonly<Record<string, string>>;

/** An empty selector selects everything. */
export function selects(selector: Json | undefined, labels: Labels): boolean {
  const { matchLabels, matchExpressions } = asObject(selector) as {
    matchLabels?: Json;
    matchExpressions?: Json;
  };
  return (
    Object.entries(asObject(matchLabels)).every(([key, value]) => labels[key] === value) &&
    (Array.isArray(matchExpressions) ? matchExpressions : []).filter(isObject).every((each) => {
      const value = labels[String(each['key'])];
      const wanted = (Array.isArray(each['values']) ? each['values'] : []).map(String);
      switch (each['operator']) {
        case 'In':
          return value !== undefined && wanted.includes(value);
        case 'NotIn':
          // A pod without the label is not in the list.
          return value === undefined || !wanted.includes(value);
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}
