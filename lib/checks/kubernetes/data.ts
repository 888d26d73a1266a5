/** The structure of the Kubernetes kinds, as imports/ has it; a definition is taken apart when first asked for. */
import externalSecrets from '../../../imports/external-secrets/schema.json';
import gatewayApi from '../../../imports/gateway-api/schema.json';
import data from '../../../imports/kubernetes/schema.json';
import prometheusOperator from '../../../imports/prometheus-operator/schema.json';
import type { Range } from './violation';

/** The minor versions of Kubernetes 1 that are known. The oldest is what the chart asks for. */
export const OLDEST = data.oldest;
export const NEWEST = data.newest;
export const SUPPORTED: Range = { oldest: OLDEST, newest: NEWEST };

/** A definition's fields; what each is, as field-type.ts reads it. */
export type Fields = ReadonlyMap<string, string>;

const ALL = [data, externalSecrets, gatewayApi, prometheusOperator];
const kinds = new Map<string, string>(ALL.flatMap((each) => Object.entries(each.kinds)));
const texts: Readonly<Record<string, string>> = Object.assign({}, ...ALL.map((each) => each.definitions));
const read = new Map<string, Fields>();

/** The definition of a kind's objects. */
export function definitionOf(apiVersion: string, kind: string): string | undefined {
  return kinds.get(`${apiVersion}/${kind}`);
}

/** Every known `apiVersion` of a kind, and every kind of an `apiVersion`: for hints. */
export function knownKinds(): readonly { readonly apiVersion: string; readonly kind: string }[] {
  return [...kinds.keys()].map((each) => {
    const end = each.lastIndexOf('/');
    return { apiVersion: each.slice(0, end), kind: each.slice(end + 1) };
  });
}

export function fieldsOf(definition: string): Fields {
  let fields = read.get(definition);
  if (!fields) {
    fields = new Map(
      texts[definition]?.split(' ').map((each) => {
        const colon = each.indexOf(':');
        return [each.slice(0, colon), each.slice(colon + 1)];
      }),
    );
    read.set(definition, fields);
  }
  return fields;
}
