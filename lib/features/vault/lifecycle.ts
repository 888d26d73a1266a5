/** Which times have to go together, so that no server outlives its token. */
import { showDuration } from '../../document/duration';
import type { Path } from '../../document/path';
import type { FeatureProblem } from '../feature';
import { RENEWER_MINIMUM, renewalInterval } from './renewal';
import type { VaultSettings } from './settings';

/** Effective values: seconds; 0 means never. */
export interface CullTimes {
  readonly enabled: boolean;
  readonly timeout: number;
  readonly every: number;
  readonly maxAge: number;
}

const CULLING = 'culling';

export function lifecycleProblems(settings: VaultSettings, cull: CullTimes): FeatureProblem[] {
  return [
    ...patience(settings),
    ...tokenOfUser(settings),
    ...servers(settings, cull),
    ...tokenOfHub(settings),
  ];
}

function patience({ timeout }: VaultSettings): FeatureProblem[] {
  if (timeout > 0) return [];
  return [problem(['vault', 'timeout'], 'Nobody answers within 0 s.', 'Write such as timeout: 30.')];
}

function tokenOfUser({ ttl, maxTtl }: VaultSettings): FeatureProblem[] {
  if (ttl === 0 || maxTtl === 0)
    return [
      problem(['vault', 'userToken'], 'A token of 0 s never works.', 'Write such as ttl: 24h, maxTtl: 168h.'),
    ];
  if (ttl <= maxTtl) return [];
  return [
    problem(
      ['vault', 'userToken', 'ttl'],
      `The token of a user lives ${show(ttl)}, but ${show(maxTtl)} at most.`,
      'Make userToken.ttl at most userToken.maxTtl.',
    ),
  ];
}

function servers({ ttl, maxTtl }: VaultSettings, cull: CullTimes): FeatureProblem[] {
  const { enabled, timeout, every, maxAge } = cull;
  if (!enabled || maxAge === 0)
    return [
      problem(
        [CULLING, 'maxAge'],
        `Servers are never stopped because of their age, but their tokens end after ${show(maxTtl)}.`,
        'Leave culling on, and set culling.maxAge.',
      ),
    ];
  const oldest = maxAge + every;
  const tooOld =
    oldest > maxTtl
      ? [
          problem(
            [CULLING, 'maxAge'],
            `A server may become ${show(oldest)} old (maxAge ${show(maxAge)} + every ${show(every)}), but its token ends after ${show(maxTtl)}.`,
            'Make culling.maxAge + culling.every at most vault.userToken.maxTtl.',
          ),
        ]
      : [];
  const idle = timeout + every;
  const tooIdle =
    timeout === 0 || idle > ttl
      ? [
          problem(
            [CULLING, 'idle'],
            `An idle server is stopped after ${timeout === 0 ? 'no time at all' : `${show(idle)} (idle ${show(timeout)} + every ${show(every)})`}, but a token that nobody uses ends after ${show(ttl)}.`,
            'Make culling.idle + culling.every at most vault.userToken.ttl.',
          ),
        ]
      : [];
  return [...tooOld, ...tooIdle];
}

/** The renewer waits half the period, and never less than its minimum. */
function tokenOfHub(settings: VaultSettings): FeatureProblem[] {
  const { auth, period } = settings;
  const interval = renewalInterval(period);
  if (auth !== 'token' || interval < period) return [];
  return [
    problem(
      ['vault', 'adminToken', 'period'],
      `The admin token lives ${show(period)}, but is renewed every ${show(interval)} (half of it, at least ${show(RENEWER_MINIMUM)}).`,
      `Make adminToken.period more than ${show(RENEWER_MINIMUM)}; 24h is usual.`,
    ),
  ];
}

function problem(path: Path, message: string, hint: string): FeatureProblem {
  return { code: 'VAULT_LIFECYCLE', path, message, hint };
}

const show = showDuration;
