/** NetworkPolicies as rules: what networking.k8s.io/v1 says of them, with its defaults filled in. */
import { asObject, isObject, type Json, type JsonObject } from '../../document/json';

export type Direction = 'ingress' | 'egress';

export interface Rule {
  /** Undefined: everybody. */
  readonly peers: readonly JsonObject[] | undefined;
  /** Undefined: all ports. */
  readonly ports: readonly JsonObject[] | undefined;
  /** Counted from 1, for people. */
  readonly number: number;
}

export interface Policy {
  readonly name: string;
  readonly namespace: string;
  readonly podSelector: Json | undefined;
  /** Undefined where it says nothing of this direction, and closes nothing. */
  readonly ingress: readonly Rule[] | undefined;
  readonly egress: readonly Rule[] | undefined;
}

export function policyOf(manifest: JsonObject): Policy {
  const metadata = asObject(manifest['metadata']);
  const spec = asObject(manifest['spec']);
  const types = Array.isArray(spec['policyTypes'])
    ? spec['policyTypes']
    : ['Ingress', ...(rulesOf(spec['egress'], 'to').length > 0 ? ['Egress'] : [])];
  return {
    name: String(metadata['name']),
    namespace: String(metadata['namespace'] ?? 'default'),
    podSelector: spec['podSelector'],
    ingress: types.includes('Ingress') ? rulesOf(spec['ingress'], 'from') : undefined,
    egress: types.includes('Egress') ? rulesOf(spec['egress'], 'to') : undefined,
  };
}

function rulesOf(rules: Json | undefined, side: 'from' | 'to'): Rule[] {
  return (Array.isArray(rules) ? rules : []).map((each, index) => ({
    peers: objects(asObject(each)[side]),
    ports: objects(asObject(each)['ports']),
    number: index + 1,
  }));
}

/** Undefined where nothing is listed: that means all. */
function objects(list: Json | undefined): JsonObject[] | undefined {
  return Array.isArray(list) && list.length > 0 ? list.filter(isObject) : undefined;
}
