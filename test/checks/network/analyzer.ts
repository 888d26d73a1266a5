/** netpol-analyzer of np-guard: an engine that knows nothing of ours. Built once, from pinned sources, into the cache. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import type { JsonObject } from '../../../lib/document/json';
import { goProgram } from '../../support/go-program';
import { folder } from '../../support/program';

export function analyzer(): string {
  const sources = path.join(__dirname, 'analyzer');
  return goProgram(sources, 'netpol-analyzer', 'build', 'github.com/np-guard/netpol-analyzer/cmd/netpolicy');
}

interface Connection {
  readonly src: string;
  readonly dst: string;
  readonly conn: string;
}

/** Everything that is open: from, to, and ports as the program writes them. Addresses come as ranges. */
export function connections(program: string, manifests: readonly JsonObject[]): readonly Connection[] {
  const at = folder();
  writeFileSync(path.join(at, 'all.yaml'), manifests.map((each) => stringify(each)).join('---\n'));
  const { status, stdout, stderr } = spawnSync(program, ['list', '--dirpath', at, '-o', 'json', '-q'], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) ?? []) as Connection[];
}

/** `TCP 80,8000-8100,UDP 53`, or `All Connections`. */
export function isOpen(conn: string, number: number, protocol: string): boolean {
  if (conn === 'All Connections') return true;
  let current = '';
  for (const part of conn.split(',')) {
    const [, name, ports = ''] = /^(?:(TCP|UDP|SCTP) )?(.*)$/.exec(part) ?? [];
    current = name ?? current;
    const [first = 0, last = first] = ports.split('-').map(Number);
    if (current === protocol && number >= first && number <= last) return true;
  }
  return false;
}
