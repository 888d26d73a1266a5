/** The matrix of who reaches whom. */
import { type Answer, type Endpoint, reach, showPort } from '../checks/network';
import type { NetworkView } from '../synth/network/view';
import { plainTable } from './plain-table';

export interface Reach extends Answer {
  readonly from: string;
  readonly to: string;
  readonly port: string;
}

/** Every pod towards every port of everybody, itself included: a Deployment may have several pods. */
export function reachable({ world, pods, strangers, targets }: NetworkView): Reach[] {
  const towards = (sources: readonly Endpoint[], all: readonly Endpoint[]) =>
    all.flatMap((to) =>
      to.ports.flatMap((port) =>
        sources.map((from) => ({
          from: from.name,
          to: to.name,
          port: showPort(port),
          ...reach(world, from, to, port),
        })),
      ),
    );
  return [...towards([...pods, ...strangers], pods), ...towards(pods, targets)];
}

const CELL = { allowed: 'yes', depends: '?', denied: '' } as const;

/** A line for each port, a column for each who asks. */
export function matrixTable(view: NetworkView): string {
  const all = reachable(view);
  const sources = [...new Set(all.map(({ from }) => from))];
  const lines = [...new Set(all.map(({ to, port }) => `${to} ${port}`))];
  const cells = new Map(all.map((each) => [`${each.to} ${each.port} < ${each.from}`, CELL[each.verdict]]));
  return plainTable([
    ['', ...sources],
    ...lines.map((line) => [line, ...sources.map((from) => cells.get(`${line} < ${from}`) ?? '')]),
  ]);
}
