/** Whether a server can run on the nodes of a pool, and if not, why. */
import { asObject, isObject, type Json, type JsonObject } from '../../document/json';
import { byteSpecification, quantity, showBytes } from '../../document/quantity';
import { freeOf, type Pool } from './pools';
import { containersOf, type Start } from './starts';

/** Undefined where it fits; else the arithmetic, for people. */
export function misfit(start: Start, pool: Pool): string | undefined {
  return (
    wrongLabels(start.settings, pool) ??
    untoleratedTaint(start.settings, pool) ??
    tooLarge(start.settings, pool)
  );
}

export function poolsFor(start: Start, pools: readonly Pool[]): readonly Pool[] {
  return pools.filter((pool) => misfit(start, pool) === undefined);
}

function wrongLabels(settings: JsonObject, { labels = {} }: Pool): string | undefined {
  const wanted = Object.entries(asObject(settings['node_selector']));
  const missing = wanted.find(([key, value]) => labels[key] !== value);
  if (missing !== undefined) return `its nodes are not labelled ${missing[0]}=${String(missing[1])}`;
  const terms = Array.isArray(settings['node_affinity_required'])
    ? (settings['node_affinity_required'] as Json[]).filter(isObject)
    : [];
  if (terms.length === 0 || terms.some((term) => matchesTerm(term, labels))) return undefined;
  return 'its labels are not what node_affinity_required asks for';
}

function matchesTerm(term: JsonObject, labels: Readonly<Record<string, string>>): boolean {
  const expressions = Array.isArray(term['matchExpressions'])
    ? (term['matchExpressions'] as Json[]).filter(isObject)
    : [];
  return expressions.every((each) => matchesExpression(each, labels));
}

function matchesExpression(
  { key, operator, values }: JsonObject,
  labels: Readonly<Record<string, string>>,
): boolean {
  const label = labels[String(key)];
  const texts = Array.isArray(values) ? (values as Json[]).map(String) : [];
  switch (operator) {
    case 'In':
      return label !== undefined && texts.includes(label);
    case 'NotIn':
      return label === undefined || !texts.includes(label);
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    case 'Gt':
      return label !== undefined && Number(label) > Number(texts[0]);
    case 'Lt':
      return label !== undefined && Number(label) < Number(texts[0]);
    default:
      return false;
  }
}

function untoleratedTaint(settings: JsonObject, { taints = [] }: Pool): string | undefined {
  const tolerations = Array.isArray(settings['tolerations'])
    ? (settings['tolerations'] as Json[]).filter(isObject)
    : [];
  const bad = taints.find(
    ({ key, value = '', effect = 'NoSchedule' }) =>
      effect !== 'PreferNoSchedule' && !tolerations.some((each) => tolerates(each, { key, value, effect })),
  );
  return bad && `its nodes have a taint that is not tolerated: ${bad.key}${bad.value ? `=${bad.value}` : ''}`;
}

function tolerates(toleration: JsonObject, taint: { key: string; value: string; effect: string }): boolean {
  const { key, operator, value, effect } = toleration;
  if (effect !== undefined && effect !== '' && effect !== taint.effect) return false;
  if (operator === 'Exists') return key === undefined || key === '' || key === taint.key;
  return key === taint.key && (value ?? '') === taint.value;
}

function tooLarge(settings: JsonObject, pool: Pool): string | undefined {
  const free = freeOf(pool);
  const wanted = requests(settings);
  for (const [resource, amount] of Object.entries(wanted)) {
    const have = free[resource] ?? 0;
    if (amount > have + 1e-9) return `${arithmetic(resource, pool)} is less than ${shown(resource, amount)}`;
  }
  return undefined;
}

/** `cpu: 4 - 0.5 = 3.5`. */
function arithmetic(resource: string, { allocatable, overhead = {} }: Pool): string {
  const all = allocatable[resource];
  if (all === undefined) return `${resource}: none`;
  const gone = overhead[resource];
  if (gone === undefined) return `${resource}: ${all}`;
  const left = Math.max(0, (quantity(all) ?? 0) - (quantity(gone) ?? 0));
  return `${resource}: ${all} - ${gone} = ${shown(resource, left)}`;
}

function shown(resource: string, amount: number): string {
  return resource === 'memory' ? showBytes(amount) : String(Math.round(amount * 1000) / 1000);
}

/** What a server asks for. Where only a limit is written, Kubernetes takes it for the request too. */
export function requests(settings: JsonObject): Record<string, number> {
  const first = (...traits: readonly string[]) =>
    traits
      .map((trait) => settings[trait])
      .find((value) => value !== null && value !== undefined && value !== 0);
  const cpu = first('cpu_guarantee', 'cpu_limit');
  const memory = first('mem_guarantee', 'mem_limit');
  const others = {
    ...asObject(settings['extra_resource_limits']),
    ...asObject(settings['extra_resource_guarantees']),
  };
  const sum: Record<string, number> = {};
  const add = (resource: string, amount: number | undefined) => {
    if (amount) sum[resource] = (sum[resource] ?? 0) + amount;
  };
  add('cpu', typeof cpu === 'number' || typeof cpu === 'string' ? quantity(cpu) : undefined);
  add(
    'memory',
    typeof memory === 'number' || typeof memory === 'string' ? byteSpecification(memory) : undefined,
  );
  for (const [resource, amount] of Object.entries(others))
    add(resource, typeof amount === 'number' || typeof amount === 'string' ? quantity(amount) : undefined);
  for (const container of containersOf(settings['extra_containers'])) {
    const { requests: own, limits } = asObject(container['resources']);
    for (const [resource, amount] of Object.entries({ ...asObject(limits), ...asObject(own) }))
      add(resource, typeof amount === 'number' || typeof amount === 'string' ? quantity(amount) : undefined);
  }
  return sum;
}
