/** Who talks, and to whom: pods by their labels, everybody else by an address. */

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

export interface Port {
  readonly number: number;
  readonly protocol: Protocol;
  /** By which policies may call it. */
  readonly name?: string;
}

interface Named {
  /** For people: `hub`, `servers of profile gpu`, `internet`. */
  readonly name: string;
  /** Those at which it listens; empty for who only asks. */
  readonly ports: readonly Port[];
}

export interface PodEndpoint extends Named {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface AddressEndpoint extends Named {
  /** Outside of the cluster. */
  readonly address: string;
}

export type Endpoint = PodEndpoint | AddressEndpoint;

export function isPod(endpoint: Endpoint): endpoint is PodEndpoint {
  return 'labels' in endpoint;
}

export function showPort({ number, protocol }: Port): string {
  return protocol === 'TCP' ? String(number) : `${number}/${protocol}`;
}
