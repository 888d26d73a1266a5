/** What happens when in the life of a server and of its token: rows of a report. */
import type { CullTimes } from './lifecycle';
import { NOTEBOOK_RENEWS_BELOW, renewalInterval } from './renewal';
import type { VaultSettings } from './settings';

export interface TimelineRow {
  /** Seconds after the start of the server; of the hub where `of` says so. */
  readonly after: number;
  readonly of: 'server' | 'hub';
  readonly what: string;
  /** The settings that say so. */
  readonly because: string;
}

/** Sorted by time. */
export function timeline(settings: VaultSettings, cull: CullTimes): TimelineRow[] {
  const { ttl, maxTtl, period, auth } = settings;
  const renews = Math.max(ttl - NOTEBOOK_RENEWS_BELOW, 0);
  const server: TimelineRow[] = [
    { after: 0, of: 'server', what: 'the token of the server is made', because: 'start' },
    {
      after: renews,
      of: 'server',
      what: 'the notebook package renews the token from here on, when a secret is used',
      because: `userToken.ttl - ${NOTEBOOK_RENEWS_BELOW} s`,
    },
    {
      after: cull.timeout + cull.every,
      of: 'server',
      what: 'an idle server has been stopped',
      because: 'culling.idle + culling.every',
    },
    { after: ttl, of: 'server', what: 'a token that was never renewed ends', because: 'userToken.ttl' },
    {
      after: cull.maxAge + cull.every,
      of: 'server',
      what: 'every server has been stopped',
      because: 'culling.maxAge + culling.every',
    },
    { after: maxTtl, of: 'server', what: 'the token ends, renewed or not', because: 'userToken.maxTtl' },
  ];
  const hub: TimelineRow[] =
    auth === 'token'
      ? [
          {
            after: renewalInterval(period),
            of: 'hub',
            what: 'the admin token is renewed, and again each time as long',
            because: 'adminToken.period / 2',
          },
          {
            after: period,
            of: 'hub',
            what: 'an admin token that could not be renewed ends',
            because: 'adminToken.period',
          },
        ]
      : [];
  return [...server, ...hub].sort((a, b) => a.after - b.after);
}
