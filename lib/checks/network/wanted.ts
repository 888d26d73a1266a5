/** What the parts of a hub have to reach, and what must stay closed. */
import { type Endpoint, type PodEndpoint, type Port, showPort } from './endpoint';
import { type Answer, reach, type World } from './reach';

export interface Wanted {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly port: Port;
  readonly verdict: 'allowed' | 'denied';
  /** What does not work otherwise, or who would get in. */
  readonly why: string;
}

/** The hub's own pods; undefined where it has none. */
export interface Parts {
  readonly hub: PodEndpoint | undefined;
  readonly proxy: PodEndpoint | undefined;
  readonly autohttps: PodEndpoint | undefined;
  /** One for each set of labels. */
  readonly servers: readonly PodEndpoint[];
}

export interface Finding extends Wanted {
  readonly answer: Answer;
  /** `depends`: see Verdict. */
  readonly state: 'ok' | 'depends' | 'wrong';
}

export function findings(world: World, wanted: readonly Wanted[]): Finding[] {
  return wanted.map((each) => {
    const answer = reach(world, each.from, each.to, each.port);
    const state = answer.verdict === each.verdict ? 'ok' : answer.verdict === 'depends' ? 'depends' : 'wrong';
    return { ...each, answer, state };
  });
}

export function showFinding({ from, to, port, verdict, why, answer }: Finding): string {
  const is = verdict === 'allowed' ? 'cannot reach' : 'can reach';
  const reason = verdict === 'allowed' ? [answer.egress, answer.ingress] : [answer.egress];
  const denying = reason.find((each) => each.startsWith('no ') && each.includes(' rule of ')) ?? reason[0];
  const opening = `${answer.egress}; ${answer.ingress}`;
  return `${from.name} ${is} ${to.name} at ${showPort(port)}: ${why} (${verdict === 'allowed' ? denying : opening})`;
}

/** Between the parts, as JupyterHub works. */
export function betweenParts({ hub, proxy, autohttps, servers }: Parts): Wanted[] {
  const found: Wanted[] = [];
  const add = (
    from: Endpoint | undefined,
    to: PodEndpoint | undefined,
    port: string,
    verdict: Wanted['verdict'],
    why: string,
  ) => {
    const known = to?.ports.find(({ name }) => name === port);
    if (from !== undefined && to !== undefined && known !== undefined)
      found.push({ from, to, port: known, verdict, why });
  };
  add(proxy, hub, 'http', 'allowed', 'people see nothing of the hub');
  add(hub, proxy, 'api', 'allowed', 'the hub cannot tell the proxy where servers are');
  add(autohttps, proxy, 'http', 'allowed', 'nobody gets in by https');
  for (const server of servers) {
    add(proxy, server, 'notebook-port', 'allowed', 'people do not reach their servers');
    add(hub, server, 'notebook-port', 'allowed', 'the hub takes servers for dead');
    add(server, hub, 'http', 'allowed', 'servers do not know who comes, and do not start');
    add(server, proxy, 'api', 'denied', 'whoever has a server could send others elsewhere');
    for (const other of servers)
      add(server, other, 'notebook-port', 'denied', 'servers could attack each other past the proxy');
  }
  return found;
}

/** Of those who have no business there. */
export function fromStrangers({ hub, proxy, servers }: Parts, strangers: readonly Endpoint[]): Wanted[] {
  const doors: (readonly [PodEndpoint | undefined, string, string])[] = [
    [hub, 'http', 'the hub is to be reached through the proxy only'],
    [proxy, 'api', 'who can speak with it can send people elsewhere'],
    ...servers.map(
      (each) => [each, 'notebook-port', 'servers are to be reached through the proxy only'] as const,
    ),
  ];
  return strangers.flatMap((from) =>
    doors.flatMap(([to, name, why]): Wanted[] => {
      const port = to?.ports.find((each) => each.name === name);
      return to === undefined || port === undefined ? [] : [{ from, to, port, verdict: 'denied', why }];
    }),
  );
}
