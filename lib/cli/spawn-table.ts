/** Profiles and what their Pods ask for, a line each. */
import { isObject, type Json, type JsonObject } from '../document/json';
import { valueAt } from '../document/path';
import type { Spawn } from '../ops/check-hub/report';
import { plainTable } from './plain-table';

const HEAD = ['profile', 'choice', 'image', 'cpu', 'memory', 'also asks for', 'users', 'result'];

export function spawnTable(spawns: readonly Spawn[]): string {
  return plainTable(grouped(spawns).map(row), HEAD);
}

function grouped(spawns: readonly Spawn[]): Spawn[][] {
  const groups = new Map<string, Spawn[]>();
  for (const each of spawns) {
    const key = JSON.stringify([each.profile, each.choices]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

function row(group: readonly Spawn[]): string[] {
  const [first] = group;
  const container = first?.pod && valueAt(first.pod, ['spec', 'containers', 0]);
  const asked = isObject(container) ? container : {};
  const failed = group.filter(({ error }) => error !== undefined).length;
  return [
    first?.profile || '-',
    first?.choices || '-',
    String(asked['image'] ?? '-'),
    amount(asked, 'cpu'),
    amount(asked, 'memory'),
    others(asked) || '-',
    String(group.length),
    failed === 0 ? 'ok' : `${failed} failed`,
  ];
}

/** Request and limit, where they are set. */
function amount(container: JsonObject, resource: string): string {
  const [request, limit] = ['requests', 'limits'].map((kind) =>
    valueAt(container, ['resources', kind, resource]),
  );
  if (limit === undefined) return request === undefined ? '-' : `${show(request)}, no limit`;
  if (request === undefined) return `up to ${show(limit)}`;
  return request === limit ? show(limit) : `${show(request)} to ${show(limit)}`;
}

function others(container: JsonObject): string {
  const limits = valueAt(container, ['resources', 'limits']);
  return Object.entries(isObject(limits) ? limits : {})
    .filter(([name]) => name !== 'cpu' && name !== 'memory')
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ');
}

/** KubeSpawner counts memory in bytes. */
function show(value: Json): string {
  const bytes = Number(value);
  return bytes >= 2 ** 20 ? `${Math.round((bytes / 2 ** 30) * 100) / 100}Gi` : String(value);
}
